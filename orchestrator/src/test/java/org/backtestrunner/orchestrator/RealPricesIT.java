package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A grid over real prices, which lie beside the repository on some machines only. */
class RealPricesIT {
  private static final Path PRICES =
      CommandLineRun.HOME
          .resolveSibling("shared")
          .resolve("data/prices/sp500_100_adj_ohlcv_1999_2021.csv.gz");

  @TempDir Path directory;

  @Test
  void aGridOverAHundredStocksAndSixteenYearsSucceeds() {
    assumeTrue(Files.exists(PRICES), () -> "No " + PRICES);
    BatchFixture fixture = new BatchFixture(directory);
    fixture.write(
        "bundle.yaml",
        """
        factors:
          - {name: "momentum_12m_excl_1m", weight: 0.6, direction: "positive"}
          - {name: "rv_20", weight: 0.4, direction: "negative"}
        """);
    fixture.write(
        "batch.yaml",
        """
        batch_name: "real"
        output_root: "out"
        max_workers: 2
        base_args:
          strategy: "multifactor_long_short"
          price_file: "%s"
          bundle_path: "bundle.yaml"
          start_date: "2005-01-01"
          end_date: "2020-12-31"
        grid:
          max_gross_exposure: [0.6, 0.8, 1.0, 1.2]
          commission_bps: [0.0, 0.5, 1.0]
        """
            .formatted(PRICES));

    Result result = fixture.batch();

    assertEquals(0, result.exitCode(), result::told);
    BatchOutput output = fixture.output("real");
    assertEquals(12, output.rows().size());
    assertEquals(Set.of("success"), Set.copyOf(output.column("status")));
    assertEquals(Set.of("2005-01-03"), Set.copyOf(output.column("start_date")));
    assertEquals(Set.of("2020-12-31"), Set.copyOf(output.column("end_date")));
    assertEquals(12, Set.copyOf(output.column("final_equity")).size());
    assertEquals(12, output.summary().at("/trials/1d/n").asInt());
  }
}
