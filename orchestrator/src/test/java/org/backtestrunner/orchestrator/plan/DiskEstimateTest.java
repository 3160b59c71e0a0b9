package org.backtestrunner.orchestrator.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.backtestrunner.orchestrator.config.Configs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskEstimateTest {
  private static final LocalDate TODAY = LocalDate.of(2021, 1, 1);

  @TempDir private Path directory;

  private DiskEstimate estimate(String runs, OptionalLong free) {
    BatchPlan plan = Planner.plan(new Configs(directory).read(Configs.BASE + runs));
    return DiskEstimate.of(plan.runs(), plan.config().outputs().files(), free, TODAY);
  }

  private long bytes(String overrides) {
    return estimate("runs: [{id: a, overrides: {%s}}]\n".formatted(overrides), OptionalLong.empty())
        .bytes();
  }

  /**
   * A run of the example's prices over 2015 to 2020 has left a curve of 111,205 bytes for 1,540
   * bars, and four small files.
   */
  @Test
  void sixYearsOfDaysTakeWhatARealRunTook() {
    assertEquals(111_205 + 20_000, bytes("seed: 1"), 0.15 * 131_205);
  }

  @Test
  void barsOfFiveMinutesTakeSoMuchMoreAndDaysToComeNothing() {
    long day = bytes("freq: 1d") - bytes("end_date: 2015-01-01");
    long minutes = bytes("freq: 5min") - bytes("freq: 5min, end_date: 2015-01-01");
    assertEquals(78, (double) minutes / day, 0.01);
    assertEquals(bytes("end_date: 2021-01-01"), bytes("end_date: 9999-12-31"));
    assertTrue(bytes("start_date: 2090-01-01, end_date: 2099-12-31") < 50_000);
  }

  @Test
  void thereIsAWarningWhereMoreIsNeededThanIsFree() {
    String runs = "runs: [{id: a}, {id: b, overrides: {seed: 2}}]\n";
    assertEquals(Optional.empty(), estimate(runs, OptionalLong.of(10_000_000)).warning());
    assertEquals(Optional.empty(), estimate(runs, OptionalLong.empty()).warning());
    assertEquals(
        List.of(
            "the equity curves of 2 runs take about 0.3 MB, but only 0.1 MB are free on the disk"),
        estimate(runs, OptionalLong.of(100_000)).warning().stream().toList());
    assertEquals(
        "Disk: about 0.3 MB for the equity curves of 2 runs; orders and positions come on top;"
            + " 1.5 GB are free",
        estimate(runs, OptionalLong.of(1_500_000_000)).sentence());
    assertEquals(
        "Disk: about 0.3 MB for the equity curves of 2 runs",
        estimate(runs + "outputs: [equity]\n", OptionalLong.empty()).sentence());
  }
}
