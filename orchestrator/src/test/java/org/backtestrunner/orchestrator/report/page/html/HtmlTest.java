package org.backtestrunner.orchestrator.report.page.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HtmlTest {

  @Test
  void whatComesFromOutsideIsTextAndNothingElse() {
    assertEquals(
        "<p title=\"&quot; onclick=&#39;x&#39;\">&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;</p>",
        new Html()
            .element("p", "<script>alert(1)</script> &amp;", "title", "\" onclick='x'")
            .toString());
  }

  @Test
  void charactersThatAreObeyedAreShownOrDropped() {
    assertEquals(
        "a\u241b[31m b\u2400 cd \ud83d\ude00",
        new Html()
            .text("a\u001b[31m b\u0000 c\u202e\u2066\u200fd\u0085 \ud83d\ude00\ud83d")
            .toString());
  }

  @Test
  void onlyOurOwnBackticksMakeCode() {
    String outside = Html.escaped("a`b");

    assertEquals(
        "Rows <code>x</code>: a&#96;b", new Html().prose("Rows `x`: " + outside).toString());
  }

  @Test
  void aNumberAndItsPercentSignStayTogether() {
    assertEquals("<b>1.5\u00a0%</b>", new Html().element("b", "1.5 %").toString());
  }

  @Test
  void textOnEveryShadeCanBeRead() {
    for (int i = 0; i <= 1000; i++) {
      String colour = Shade.of(i / 1000.0);
      double luminance = luminance(colour);
      double contrast =
          Shade.isDark(i / 1000.0) ? 1.05 / (luminance + 0.05) : (luminance + 0.05) / 0.05;
      assertTrue(contrast >= 4.5, colour + " has a contrast of " + contrast);
    }
  }

  /** WCAG 2, relative luminance. */
  private static double luminance(String colour) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
