package org.backtestrunner.orchestrator.report.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "plain text, 0.5; plain text, 0.5",
        "a|b; a\\|b",
        "<script>alert(1)</script>; \\<script\\>alert(1)\\</script\\>",
        "`code`; \\`code\\`",
        "[text](target); \\[text\\](target)",
        "*bold* _thin_; \\*bold\\* \\_thin\\_",
        "max_gross_exposure_0_6; max_gross_exposure_0_6",
        "C:\\dir; C:\\\\dir",
      })
  void nothingFromOutsideHasAMeaning(String outside, String expected) {
    assertEquals(expected, Markdown.text(outside));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.org", "see www.example.org", "me@example.org"})
  void nothingFromOutsideBecomesALink(String outside) {
    String text = Markdown.text(outside);

    assertFalse(text.contains("://") || text.contains("www.") || text.contains("@"), text);
  }

  @Test
  void linesAndDirectionsAreEnded() {
    assertEquals("a b  c", Markdown.text("a\nb\u202e\u001bc"));
  }

  @Test
  void numbersHaveARealMinusSignAndNoNegativeZero() {
    assertEquals("\u22120.53", Figures.ratio(-0.531));
    assertEquals("0.00", Figures.ratio(-0.001));
    assertEquals("+0.25", Figures.difference(0.25));
    assertEquals("0.00", Figures.difference(0.001));
    assertEquals("\u221211.5 %", Figures.percent(-0.1147));
    assertEquals("\u2013", Figures.percent(OptionalDouble.empty()));
    assertEquals("12345", Figures.whole(12345));
  }
}
