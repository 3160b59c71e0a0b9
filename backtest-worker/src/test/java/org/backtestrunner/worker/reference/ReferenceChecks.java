package org.backtestrunner.worker.reference;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * What a run refuses or warns of in its data, written from the description alone. Warnings are
 * given by their kind and what identifies them.
 */
final class ReferenceChecks {
  private final ReferenceParameters parameters;
  private final ReferenceMarket market;
  private final List<String> warnings;
  private final List<Instant> bars;

  ReferenceChecks(ReferenceParameters parameters, ReferenceMarket market, List<String> warnings) {
    this.parameters = parameters;
    this.market = market;
    this.warnings = warnings;
    this.bars = market.bars();
  }

  /** What concerns every strategy. */
  void checkPrices() {
    if (parameters.barTime() == BarTime.DAILY) {
      checkDays();
    } else {
      checkMinutes();
    }
    LocalDate first = BarTime.date(bars.get(0));
    LocalDate last = BarTime.date(bars.get(bars.size() - 1));
    if (first.isAfter(parameters.date("start_date").plusDays(7))
        || last.isBefore(parameters.date("end_date").minusDays(7))) {
      warnings.add("range: " + first + " " + last);
    }
    long impossible = rows().stream().filter(ReferenceChecks::isImpossible).count();
    long raw = rows().stream().filter(ReferenceChecks::hasRawOpen).count();
    if (impossible > 0) {
      warnings.add("impossible bars: " + impossible);
    }
    if (raw > 0) {
      warnings.add("raw open: " + raw);
    }
    if (parameters.fillsAtOpen() && Math.max(impossible, raw) > 0.01 * rows().size()) {
      throw new BadData("opens that cannot be: " + impossible + " or " + raw);
    }
    for (String symbol : market.universe()) {
      warnOfJumps(symbol);
    }
  }

  private boolean saysNoOtherBarsPerYear() {
    return parameters.barsPerYear() == 252.0 * parameters.barsPerDay();
  }

  private void checkDays() {
    List<Long> distances = new ArrayList<>();
    for (int bar = 1; bar < bars.size(); bar++) {
      distances.add(days(bars.get(bar - 1), bars.get(bar)));
    }
    Collections.sort(distances);
    int n = distances.size();
    double median = (distances.get((n - 1) / 2) + distances.get(n / 2)) / 2.0;
    if (median > 4 && saysNoOtherBarsPerYear()) {
      throw new BadData("not daily: " + median + " days from bar to bar");
    }
    double years = days(bars.get(0), bars.get(n)) / 365.25;
    warnOfFrequency(n / years, parameters.barsPerYear());
  }

  private void checkMinutes() {
    TreeSet<LocalDate> dates = new TreeSet<>();
    for (Instant bar : bars) {
      dates.add(BarTime.date(bar));
      boolean onGrid = bar.atOffset(ZoneOffset.UTC).getMinute() % 5 == 0 && isWholeMinute(bar);
      if (!onGrid && saysNoOtherBarsPerYear()) {
        throw new BadData("off the five-minute grid: " + bar);
      }
    }
    warnOfFrequency((double) bars.size() / dates.size(), parameters.barsPerDay());
  }

  private static boolean isWholeMinute(Instant time) {
    return time.truncatedTo(ChronoUnit.MINUTES).equals(time);
  }

  private static long days(Instant from, Instant to) {
    return ChronoUnit.DAYS.between(BarTime.date(from), BarTime.date(to));
  }

  private void warnOfFrequency(double found, double assumed) {
    if (bars.size() >= 20 && (found > 1.2 * assumed || found < 0.8 * assumed)) {
      warnings.add("frequency: " + found + " for " + assumed);
    }
  }

  /** All observations of the universe before the sample, up to the end of the run. */
  private List<Observation> rows() {
    List<Observation> rows = new ArrayList<>();
    for (String symbol : market.universeBeforeSample()) {
      rows.addAll(market.history(symbol, bars.get(bars.size() - 1)));
    }
    return rows;
  }

  private static boolean isImpossible(Observation row) {
    double highest = row.high().orElse(Double.POSITIVE_INFINITY) + 1e-6 * row.close();
    double lowest = row.low().orElse(Double.NEGATIVE_INFINITY) - 1e-6 * row.close();
    double open = row.open().orElse(row.close());
    boolean isCrossed =
        row.high().isPresent() && row.low().isPresent() && row.low().getAsDouble() > highest;
    return row.hadNoPrice()
        || isCrossed
        || Math.max(open, row.close()) > highest
        || Math.min(open, row.close()) < lowest;
  }

  private static boolean hasRawOpen(Observation row) {
    double open = row.open().orElse(row.close());
    return open > 1.9 * row.close() || row.close() > 1.9 * open;
  }

  private void warnOfJumps(String symbol) {
    OptionalDouble previous = OptionalDouble.empty();
    for (Observation observation : market.history(symbol, bars.get(bars.size() - 1))) {
      if (previous.isPresent()) {
        String kind = jump(previous.getAsDouble(), observation.close());
        if (!kind.isEmpty()) {
          warnings.add(kind + ": " + symbol + " " + parameters.barTime().text(observation.time()));
        }
      }
      previous = OptionalDouble.of(observation.close());
    }
  }

  private static String jump(double before, double after) {
    double ratio = Math.max(after / before, before / after);
    for (int n = 2; n <= 20; n++) {
      if (ratio > 1.9 && ratio >= 0.95 * n && ratio <= 1.05 * n) {
        return "split";
      }
    }
    return ratio > 5 ? "jump" : "";
  }

  /** What concerns a bundle with these factors. */
  void checkFactors(List<String> names) {
    boolean usesRanges =
        names.stream().anyMatch(n -> n.equals("spread_proxy") || n.startsWith("trend_strength_"));
    long impossible = rows().stream().filter(ReferenceChecks::isImpossible).count();
    if (usesRanges && impossible > 0.01 * rows().size()) {
      throw new BadData("ranges that cannot be: " + impossible);
    }
  }

  /** What concerns the columns of a factor file that a bundle uses. */
  void checkFactorFile(FactorFile file, List<String> columns) {
    if (columns.isEmpty()) {
      return;
    }
    if (bars.stream().noneMatch(file::hasRowFor)) {
      throw new BadData("factor file of other times");
    }
    for (String column : columns) {
      List<String> lacking =
          observed().stream()
              .filter(s -> bars.stream().noneMatch(bar -> file.value(column, s, bar).isPresent()))
              .toList();
      if (lacking.size() == observed().size()) {
        throw new BadData("no symbol has a value of " + column);
      }
      if (!lacking.isEmpty()) {
        warnings.add("factors missing: " + column + " of " + lacking);
      }
    }
  }

  /** What concerns the groups by which a bundle is neutralised. */
  void checkGroups(Map<String, String> groupOfSymbol) {
    List<String> lacking =
        observed().stream().filter(symbol -> !groupOfSymbol.containsKey(symbol)).toList();
    if (lacking.size() == observed().size()) {
      throw new BadData("no symbol has a group");
    }
    if (!lacking.isEmpty()) {
      warnings.add("groups missing: " + lacking);
    }
  }

  /** The symbols of the universe before the sample that have an observation at a bar. */
  private List<String> observed() {
    return market.universeBeforeSample().stream()
        .filter(symbol -> bars.stream().anyMatch(b -> market.observation(symbol, b).isPresent()))
        .toList();
  }
}
