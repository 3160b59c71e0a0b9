package org.backtestrunner.orchestrator.config.parameter;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {
  /** The expected texts are those of CPython's repr, written without exponent. */
  @Test
  void theShortestDecimalIsTheOneThatAnIndependentImplementationFinds() throws IOException {
    List<String> lines;
    try (InputStream in = getClass().getResourceAsStream("shortest-decimals.csv")) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
    }
    assertTrue(lines.size() > 500);
    assertAll(
        lines.stream()
            .map(line -> line.split(","))
            .map(
                cells ->
                    () -> {
                      double value = Double.longBitsToDouble(Long.parseUnsignedLong(cells[0], 16));
                      assertEquals(cells[1], DecimalText.shortest(value));
                      assertEquals(value, Double.parseDouble(cells[1]));
                    }));
  }

  @Test
  void zeroHasNoSign() {
    assertEquals("0", DecimalText.shortest(-0.0));
  }

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
