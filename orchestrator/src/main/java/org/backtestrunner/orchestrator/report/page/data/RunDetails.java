package org.backtestrunner.orchestrator.report.page.data;

import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.report.page.curve.RunSheet;
import org.backtestrunner.orchestrator.report.page.model.PageModel;
import org.backtestrunner.orchestrator.report.page.model.RunColumn.Form;

/** What the drill-down shows of one run. */
final class RunDetails {
  private static final int MONTHS = 12;

  private final PageModel page;
  private final ToIntFunction<String> strings;
  private final List<String> parameterNames;

  /**
   * @param strings gives the place of a text among those of the page
   */
  RunDetails(PageModel page, ToIntFunction<String> strings, List<String> parameterNames) {
    this.page = page;
    this.strings = strings;
    this.parameterNames = parameterNames;
  }

  Map<String, Object> of(AnalysedRun run, RunSheet sheet) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("rolling", series(sheet.rollingSharpe(), value -> value, Form.RATIO));
    sheet
        .exposure()
        .ifPresent(
            exposure -> {
              members.put("long", series(exposure, RunSheet.Exposure::longShare, Form.RATIO));
              members.put("short", series(exposure, RunSheet.Exposure::shortShare, Form.RATIO));
            });
    members.put("months", series(sheet.months(), value -> value, Form.SHARE));
    members.put("years", byYear(sheet.years(), Form.SHARE));
    List<Object> drawdowns = new ArrayList<>();
    sheet
        .drawdowns()
        .forEach(
            fall ->
                drawdowns.add(
                    List.of(
                        fall.start(),
                        fall.bottom(),
                        fall.recovery(),
                        Form.SHARE.digits(fall.depth()))));
    members.put("falls", drawdowns);
    members.put("turnover", sheet.turnover().map(years -> byYear(years, Form.TIMES)));
    Map<String, String> parameters = run.plan().parameters();
    members.put(
        "parameters",
        parameterNames.stream()
            .map(
                name ->
                    parameters.containsKey(name)
                        ? OptionalLong.of(strings.applyAsInt(parameters.get(name)))
                        : OptionalLong.empty())
            .toList());
    members.put("directory", page.origin().path(run));
    members.put("files", page.files(run));
    return members;
  }

  /** The first month, then a number for each month up to the last. */
  private static <T> List<Object> series(
      SortedMap<YearMonth, T> values, ToDoubleFunction<T> number, Form form) {
    List<Object> series = new ArrayList<>();
    if (!values.isEmpty()) {
      YearMonth first = values.firstKey();
      series.add(first.getYear() * MONTHS + first.getMonthValue() - 1);
      for (int month = 0; month <= ChronoUnit.MONTHS.between(first, values.lastKey()); month++) {
        T value = values.get(first.plusMonths(month));
        series.add(
            value == null
                ? OptionalLong.empty()
                : OptionalLong.of(form.digits(number.applyAsDouble(value))));
      }
    }
    return series;
  }

  private static List<Object> byYear(SortedMap<Integer, Double> values, Form form) {
    List<Object> years = new ArrayList<>();
    values.forEach((year, value) -> years.add(List.of(year, form.digits(value))));
    return years;
  }
}
