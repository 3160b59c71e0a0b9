package org.backtestrunner.shared.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000", "\u0007", "\t", "\n", "\r", "\u001b", "\u007f", "\u0085", "\u009b", "\u061c",
        "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069"
      })
  void whatATerminalObeysIsABlank(String obeyed) {
    assertEquals("a b", PrintableText.of("a" + obeyed + "b"));
  }

  @Test
  void allElseStaysAsItIs() {
    String text = "Ünïted \u05d0\u05d1 \ud83d\ude80 \u200b\u00a0\u2065 -0.5 '=1+1'";
    assertSame(text, PrintableText.of(text));
  }
}
