package org.backtestrunner.orchestrator.report.page.section;

import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;
import org.backtestrunner.orchestrator.report.page.html.Html;
import org.backtestrunner.orchestrator.report.statistics.Figures;

/** A row of monthly returns. Gains and losses are told apart by sign, and their size by a tint. */
final class MonthCells {
  static final List<String> NAMES =
      List.of(
          "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
          "Year");

  private static final int MONTHS = 12;
  private static final double STRONGEST = 0.1;

  private MonthCells() {}

  static void row(Html html, int year, SortedMap<YearMonth, Double> months, double ofYear) {
    html.open("tr").element("th", Integer.toString(year), "scope", "row");
    for (int month = 1; month <= MONTHS; month++) {
      Double value = months.get(YearMonth.of(year, month));
      if (value == null) {
        html.open("td").close("td");
      } else {
        cell(html, value);
      }
    }
    html.element("td", Figures.fixed(100 * ofYear, 1), "class", "year");
    html.close("tr").newline();
  }

  private static void cell(Html html, double value) {
    double strength = Math.min(1, Math.abs(value) / STRONGEST);
    html.element(
        "td",
        Figures.fixed(100 * value, 1),
        "class",
        value < 0 ? "loss" : "gain",
        "style",
        "--s:" + Figures.fixed(strength, 2));
  }
}
