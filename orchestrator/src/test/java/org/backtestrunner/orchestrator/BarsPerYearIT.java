package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Yearly figures of runs that say how many bars make a year. */
class BarsPerYearIT {
  private static final String GIVEN = "overrides: {commission_bps: %d, bars_per_year: %s}";

  @TempDir Path directory;
  private BatchFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
  }

  private JsonNode summary(String name, String runs) {
    fixture.writeBatch(name, runs);
    Result result = fixture.batch("-q");
    assertEquals(0, result.exitCode(), result::told);
    return fixture.output(name).summary();
  }

  @Test
  void aRunIsReckonedByItsOwnYearAndTheBestOfDifferentYearsByNone() {
    JsonNode summary =
        summary(
            "differ",
            """
            runs:
              - {id: plain}
              - {id: usual, overrides: {bars_per_year: 252.0}}
              - {id: monthly, overrides: {bars_per_year: 12}}
            """);
    JsonNode plain = summary.get("runs").get(0);
    JsonNode usual = summary.get("runs").get(1);
    JsonNode monthly = summary.get("runs").get(2);
    assertEquals("252", plain.at("/parameters/bars_per_year").asText());
    assertEquals(plain.get("params_hash"), usual.get("params_hash"));
    assertEquals(plain.get("metrics"), usual.get("metrics"));
    double root = Math.sqrt(12 / 252.0);
    for (String metric : List.of("sharpe", "volatility", "sortino")) {
      double expected = plain.at("/metrics/" + metric).asDouble() * root;
      assertEquals(expected, monthly.at("/metrics/" + metric).asDouble(), 1e-12, metric);
    }
    assertEquals(
        plain.at("/metrics/deflated_sharpe"), monthly.at("/metrics/deflated_sharpe"), "per period");
    JsonNode trials = summary.at("/trials/1d");
    assertEquals(2, trials.get("n").asInt());
    assertTrue(trials.has("expected_max_sharpe_per_period"));
    assertFalse(trials.has("expected_max_sharpe"), trials::toString);
  }

  @Test
  void theBestOfRunsOfOneYearIsReckonedByIt() {
    JsonNode trials =
        summary(
                "agree",
                "runs:\n  - {id: a, %s}\n  - {id: b, %s}\n"
                    .formatted(GIVEN.formatted(1, "365"), GIVEN.formatted(9, "365.0")))
            .at("/trials/1d");
    double perPeriod = trials.get("expected_max_sharpe_per_period").asDouble();
    assertTrue(perPeriod > 0);
    assertEquals(perPeriod * Math.sqrt(365), trials.get("expected_max_sharpe").asDouble(), 1e-12);
  }
}
