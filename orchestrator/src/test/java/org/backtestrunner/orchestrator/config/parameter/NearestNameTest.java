package org.backtestrunner.orchestrator.config.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> NAMES =
      List.of("ema_fast", "ema_slow", "rebalance_freq", "commission_bps", "seed", "start_date");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "comission_bps, commission_bps",
        "Ema-Fast, ema_fast",
        "rebalance, rebalance_freq",
        "commission, commission_bps",
        "fast, ema_fast",
        // Two begin so: neither is offered.
        "ema, -",
        "interval, -"
      })
  void theNameThatWasMeantIsFound(String written, String meant) {
    assertEquals(meant, NearestName.find(written, NAMES).orElse(null));
  }
}
