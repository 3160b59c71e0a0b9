package org.backtestrunner.worker.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The best symbols of a bundle's score long, the worst short. */
final class MultifactorLongShort implements ReferenceStrategy {
  private final ReferenceParameters parameters;
  private final ReferenceBundle bundle;
  private final ReferenceMarket market;
  private final List<String> warnings;
  private final Optional<FactorFile> factorFile;
  private final Map<String, String> groupOfSymbol;
  private final RebalanceCalendar calendar;

  MultifactorLongShort(
      ReferenceParameters parameters,
      ReferenceBundle bundle,
      ReferenceMarket market,
      ReferenceChecks checks,
      List<String> warnings) {
    this.parameters = parameters;
    this.bundle = bundle;
    this.market = market;
    this.warnings = warnings;
    this.calendar = new RebalanceCalendar(parameters.text("rebalance_freq"), market.bars());
    requireSound(bundle);
    List<String> names = bundle.factors().stream().map(ReferenceBundle.Factor::name).toList();
    this.factorFile =
        parameters
            .find("factor_file")
            .map(
                path ->
                    new FactorFile(
                        path,
                        parameters.barTime(),
                        parameters.integer("factor_max_age_days"),
                        names));
    names.forEach(this::requireKnown);
    checks.checkFactors(names);
    factorFile.ifPresent(
        file ->
            checks.checkFactorFile(
                file,
                names.stream().filter(name -> !ReferenceFactors.NAMES.contains(name)).toList()));
    this.groupOfSymbol = bundle.neutralizeBy().map(this::groups).orElseGet(() -> new HashMap<>());
    bundle.neutralizeBy().ifPresent(column -> checks.checkGroups(groupOfSymbol));
  }

  private static void requireSound(ReferenceBundle bundle) {
    double sum = 0;
    Set<String> names = new HashSet<>();
    for (ReferenceBundle.Factor factor : bundle.factors()) {
      if (!(factor.weight() > 0)) {
        throw new BadData("weight is not positive: " + factor.name());
      }
      if (!names.add(factor.name())) {
        throw new BadData("factor stands twice: " + factor.name());
      }
      sum += factor.weight();
    }
    if (sum < 0.99 - 1e-9 || sum > 1.01 + 1e-9) {
      throw new BadData("weights sum to " + sum);
    }
    if (!(0 <= bundle.low() && bundle.low() <= bundle.high() && bundle.high() <= 1)) {
      throw new BadData("winsorize_limits");
    }
  }

  private void requireKnown(String name) {
    if (ReferenceFactors.NAMES.contains(name)) {
      for (String column : ReferenceFactors.neededColumns(name)) {
        if (!market.fileHasColumn(column)) {
          throw new BadData("factor " + name + " needs the column " + column);
        }
      }
    } else if (factorFile.isEmpty() || !factorFile.get().factorNames().contains(name)) {
      throw new BadData("unknown factor " + name);
    }
  }

  private Map<String, String> groups(String column) {
    String path = parameters.find("groups_file").orElseThrow(() -> new BadData("no groups_file"));
    CsvTable table = CsvTable.read(path);
    table.require("symbol", column);
    Set<String> seen = new HashSet<>();
    Map<String, String> groups = new HashMap<>();
    for (List<String> row : table.rows()) {
      String symbol = table.text(row, "symbol");
      if (!seen.add(symbol)) {
        throw new BadData("symbol stands twice in the groups file: " + symbol);
      }
      if (!table.text(row, column).isEmpty()) {
        groups.put(symbol, table.text(row, column));
      }
    }
    return groups;
  }

  @Override
  public Optional<Map<String, Double>> weights(int bar, Instant time) {
    if (!calendar.isDecisionBar(bar)) {
      return Optional.empty();
    }
    SortedMap<String, List<Double>> values = new TreeMap<>();
    for (String symbol : market.universe()) {
      if (market.isCurrent(symbol, time, parameters.integer("max_signal_age_days"))) {
        values(symbol, time).ifPresent(row -> values.put(symbol, row));
      }
    }
    Optional<Map<String, Double>> weights =
        new CrossSection(bundle, values, groupOfSymbol)
            .weights(
                parameters.number("top_quantile"),
                parameters.number("bottom_quantile"),
                parameters.number("max_gross_exposure"));
    if (weights.isEmpty()) {
      warnings.add("skipped rebalance: " + parameters.barTime().text(time));
    }
    return weights;
  }

  /** The values of every bundle factor, or empty where one of them is undefined. */
  private Optional<List<Double>> values(String symbol, Instant time) {
    List<Observation> history = market.history(symbol, time);
    List<Double> row = new ArrayList<>();
    for (ReferenceBundle.Factor factor : bundle.factors()) {
      OptionalDouble value = value(factor.name(), symbol, time, history);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      row.add(value.getAsDouble());
    }
    return Optional.of(row);
  }

  private OptionalDouble value(
      String name, String symbol, Instant time, List<Observation> history) {
    return ReferenceFactors.NAMES.contains(name)
        ? ReferenceFactors.value(name, history, parameters.barsPerDay(), parameters.barsPerYear())
        : factorFile.orElseThrow().value(name, symbol, time);
  }
}
