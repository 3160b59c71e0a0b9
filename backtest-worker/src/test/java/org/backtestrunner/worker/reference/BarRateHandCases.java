package org.backtestrunner.worker.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How many bars a day and a year have. The books are those of cases with 252 bars a year: each
 * yearly rate is chosen so that it comes to the same for one bar.
 */
final class BarRateHandCases {
  private BarRateHandCases() {}

  static List<HandCase> all() {
    List<HandCase> cases = new ArrayList<>();
    HandCase borrow = MoneyHandCases.borrow();
    // 0.001 a bar, as with 2520 basis points for 252 bars.
    cases.add(borrowing("12 bars a year", Map.of("bars_per_year", "12"), "120"));
    cases.add(borrowing("52 bars a year", Map.of("bars_per_year", "52"), "520"));
    cases.add(borrowing("365 bars a year", Map.of("bars_per_year", "365"), "3650"));
    cases.add(borrowing("bars a day without effect with 1d", Map.of("bars_per_day", "48"), "2520"));
    // 252 x 48 = 12096 bars a year.
    Map<String, String> day = Map.of("freq", "5min", "bars_per_day", "48");
    String rate = "borrow_bps_per_year";
    cases.add(of(borrow, "48 bars a day", with(day, rate, "120960"), BarRateHandCases::atThree));
    Map<String, String> both = with(day, "bars_per_year", "365");
    cases.add(
        of(
            borrow,
            "48 bars a day, 365 a year",
            with(both, rate, "3650"),
            BarRateHandCases::atThree));
    // One day of two bars is as long as two days of one.
    Map<String, String> stale = Map.of("freq", "5min", "bars_per_day", "2", "max_stale_days", "1");
    cases.add(
        of(
            MoneyHandCases.stale(),
            "stale after a day of two bars",
            stale,
            BarRateHandCases::atThree));
    return cases;
  }

  private static HandCase borrowing(String name, Map<String, String> parameters, String rate) {
    return of(
        MoneyHandCases.borrow(),
        name,
        with(parameters, "borrow_bps_per_year", rate),
        UnaryOperator.identity());
  }

  private static Map<String, String> with(
      Map<String, String> parameters, String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put(name, value);
    return all;
  }

  /** The dates of a text as times. */
  private static String atThree(String text) {
    return text.replaceAll("2024-01-0\\d", "$0T15:00:00Z");
  }

  private static HandCase of(
      HandCase base, String name, Map<String, String> parameters, UnaryOperator<String> texts) {
    Map<String, String> files = new LinkedHashMap<>(base.files());
    files.replaceAll((file, text) -> texts.apply(text));
    Map<String, String> all = new LinkedHashMap<>(base.parameters());
    all.putAll(parameters);
    return new HandCase(
        name,
        files,
        base.bundle(),
        all,
        base.expectedEquity().stream().map(texts).toList(),
        base.expectedOrders().stream().map(texts).toList(),
        base.expectedPositions());
  }
}
