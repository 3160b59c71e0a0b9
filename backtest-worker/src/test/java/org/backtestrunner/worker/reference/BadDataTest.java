package org.backtestrunner.worker.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.reference.ReferenceBundle.Factor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadDataTest {
  private static final String PRICES =
      """
      date        A    B
      2024-01-02  100  50
      2024-01-03  100  50
      """;

  @TempDir Path directory;

  private static HandCase.Builder sound(String name) {
    return HandCase.named(name).prices(PRICES).weights("2024-01-02,A,1");
  }

  private static HandCase.Builder csv(String name, String prices) {
    return sound(name).file("price_file", "bad.csv", prices);
  }

  private static HandCase.Builder factors(String name, String factorFile, Factor... factors) {
    return sound(name)
        .bundle(ReferenceBundle.withDefaults(factors))
        .file("factor_file", "factors.csv", factorFile);
  }

  static List<HandCase> cases() {
    Factor f = new Factor("f", 1, true);
    String good = "timestamp,symbol,f\n2024-01-02,A,1\n";
    return List.of(
            sound("fewer than 2 bars").set("start_date", "2024-01-03"),
            sound("empty universe").file("symbols_file", "symbols.txt", "C\n# A\n"),
            csv("no column close", "timestamp,symbol\n2024-01-02,A\n"),
            csv("no column close", "timestamp,symbol,close\n2024-01-02,A,\n"),
            csv("duplicate row", "timestamp,symbol,close\n2024-01-02,A,1\n2024-01-02T10:00Z,A,1\n"),
            csv("close is not positive", "timestamp,symbol,close\n2024-01-02,A,0\n"),
            csv("not a finite decimal number", "timestamp,symbol,close\n2024-01-02,A,1d\n"),
            csv("not a finite decimal number", "timestamp,symbol,close\n2024-01-02,A,NaN\n"),
            csv("negative volume", "timestamp,symbol,close,volume\n2024-01-02,A,1,-1\n"),
            csv("not a timestamp", "timestamp,symbol,close\n2024-02-30,A,1\n"),
            csv("fraction of a second", "timestamp,symbol,close\n2024-01-02T10:00:00.5,A,1\n")
                .set("freq", "5min"),
            sound("needs the column open").set("fill_price", "open"),
            sound("no bar").weights("2024-01-04,A,1"),
            sound("empty weight").weights("2024-01-02,A,", "2024-01-02,B,1"),
            sound("duplicate row").weights("2024-01-02,A,1", "2024-01-02T05:00Z,A,1"),
            sound("price file lacks").weights("2024-01-02,D,1"),
            factors("unknown factor g", good, new Factor("g", 1, true)),
            factors("unknown factor f", "timestamp,symbol,f\n2024-01-02,A,\n", f),
            factors("needs the column volume", good, new Factor("volume_zscore", 1, true)),
            factors("needs the column high", good, new Factor("spread_proxy", 1, true)),
            factors("duplicate row", good + "2024-01-02,A,1\n", f),
            factors("not a finite decimal number", good + "2024-01-02,B,x\n", f),
            factors("has a factor of that name", "timestamp,symbol,f,rv_20\n2024-01-02,A,1,2\n", f),
            factors("weights sum to", good, new Factor("f", 0.98, true)),
            factors("weight is not positive", good, new Factor("f", 0, true)),
            factors("stands twice", good, new Factor("f", 0.5, true), new Factor("f", 0.5, true)),
            grouped("no groups_file"),
            grouped("no column sector").file("groups_file", "g.csv", "symbol,other\nA,X\n"),
            grouped("no column sector").file("groups_file", "g.csv", "symbol,sector\nA,\n"),
            grouped("stands twice").file("groups_file", "g.csv", "symbol,sector\nA,X\nA,X\n"))
        .stream()
        .map(HandCase.Builder::build)
        .toList();
  }

  private static HandCase.Builder grouped(String name) {
    ReferenceBundle bundle =
        new ReferenceBundle(
            List.of(new Factor("rv_20", 1, true)), true, 0, 1, true, Optional.of("sector"));
    return sound(name).bundle(bundle);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void badDataIsRefusedWithAReason(HandCase handCase) {
    Map<String, String> parameters = handCase.writeTo(directory);
    ReferenceResult result = ReferenceBacktest.run(parameters, handCase.bundle());
    String reason = result.badData().orElse("accepted");
    assertTrue(reason.contains(handCase.name()), reason);
  }
}
