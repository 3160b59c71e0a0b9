package org.backtestrunner.orchestrator.config.parameter;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "+1.5", ".5", "5.", "1e5", "1E-5", "007", "0.60"})
  void decimalNumbersAreDecimal(String text) {
    assertTrue(DecimalText.isDecimal(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "Infinity",
        "inf",
        ".inf",
        "1d",
        "1f",
        "0x10",
        "0x1p3",
        "1_000",
        "1,5",
        "1 ",
        " 1",
        "",
        ".",
        "e5",
        "1e",
        "--1",
        "1.2.3",
        "٣",
        "10:30"
      })
  void everythingElseIsNot(String text) {
    assertFalse(DecimalText.isDecimal(text));
  }
}
