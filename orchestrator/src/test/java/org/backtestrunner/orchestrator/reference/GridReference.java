package org.backtestrunner.orchestrator.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The runs tagged grid_search, their axes and points, by brute force. */
final class GridReference {
  static final Set<String> ASSUMPTIONS =
      Set.of(
          ("data_source price_file price_format factor_format weights_format groups_format"
                  + " symbols_file freq bars_per_year bars_per_day start_date end_date"
                  + " start_capital commission_bps spread_bps slippage_bps market_impact_bps"
                  + " impact_exponent costs_file borrow_bps_per_year"
                  + " financing_bps_per_year delisting_return execution_lag fill_price lot_size"
                  + " max_stale_days universe_sample seed")
              .split(" "));

  static final List<String> METRICS = List.of("sharpe", "cagr", "max_dd_pct", "turnover");

  final List<ReferenceRun> runs;
  final Map<String, List<String>> axes = new LinkedHashMap<>();

  GridReference(List<ReferenceRun> all) {
    runs = all.stream().filter(run -> run.tagged("grid_search")).toList();
    List<String> names = new ArrayList<>();
    for (ReferenceRun run : runs) {
      for (String name : run.overrides.keySet()) {
        if (!names.contains(name)) {
          names.add(name);
        }
      }
    }
    for (String name : names) {
      List<String> values = new ArrayList<>();
      for (ReferenceRun run : runs) {
        String value = run.value(name);
        if (value != null
            && values.stream()
                .noneMatch(v -> ReferenceRun.same(v).equals(ReferenceRun.same(value)))) {
          values.add(value);
        }
      }
      if (values.size() > 1) {
        if (values.stream().allMatch(ReferenceRun::isNumber)) {
          values.sort(Comparator.comparing(BigDecimal::new));
        } else if (isDates(values)) {
          values.sort(null);
        } else if (name.equals("rebalance_freq")) {
          values.sort(Comparator.comparingInt("DWMQ"::indexOf));
        }
        axes.put(name, values);
      }
    }
  }

  private static boolean isDates(List<String> values) {
    return values.stream().allMatch(v -> v.matches("\\d{4}-\\d{2}-\\d{2}"));
  }

  boolean ordered(String axis) {
    List<String> values = axes.get(axis);
    return !axis.equals("seed")
        && (values.stream().allMatch(ReferenceRun::isNumber)
            || isDates(values)
            || axis.equals("rebalance_freq"));
  }

  int place(ReferenceRun run, String axis) {
    String value = run.value(axis);
    if (value != null) {
      for (int i = 0; i < axes.get(axis).size(); i++) {
        if (ReferenceRun.same(axes.get(axis).get(i)).equals(ReferenceRun.same(value))) {
          return i;
        }
      }
    }
    return -1;
  }

  boolean holds(ReferenceRun run) {
    return !axes.isEmpty() && runs.contains(run);
  }

  /** Whether two runs have the same values of all axes but the seed and some others. */
  boolean samePoint(ReferenceRun a, ReferenceRun b, String but) {
    for (String axis : axes.keySet()) {
      if (!axis.equals("seed") && !axis.equals(but) && place(a, axis) != place(b, axis)) {
        return false;
      }
    }
    return true;
  }

  static ReferenceRun lowerMedian(List<ReferenceRun> runs) {
    List<ReferenceRun> sorted = new ArrayList<>(runs);
    sorted.sort(
        Comparator.comparingDouble(ReferenceRun::sharpe).thenComparingInt(run -> run.index));
    return sorted.isEmpty() ? null : sorted.get((sorted.size() - 1) / 2);
  }

  /** The run of the point that a run stands at. */
  ReferenceRun pointRun(ReferenceRun run) {
    return lowerMedian(runs.stream().filter(r -> r.isCurve() && samePoint(r, run, "")).toList());
  }

  /** Point runs one step away: axis, from, to and run. */
  List<Object[]> neighbours(ReferenceRun run) {
    List<Object[]> found = new ArrayList<>();
    for (String axis : axes.keySet()) {
      int from = place(run, axis);
      if (ordered(axis) && from >= 0) {
        for (int to : new int[] {from - 1, from + 1}) {
          ReferenceRun there =
              lowerMedian(
                  runs.stream()
                      .filter(r -> r.isCurve() && samePoint(r, run, axis) && place(r, axis) == to)
                      .toList());
          if (to >= 0 && there != null) {
            found.add(new Object[] {axis, from, to, there});
          }
        }
      }
    }
    return found;
  }

  double neighboursMean(ReferenceRun run) {
    return Numbers.mean(
        neighbours(run).stream().mapToDouble(n -> ((ReferenceRun) n[3]).sharpe()).toArray());
  }

  double smooth(ReferenceRun run) {
    List<Object[]> around = neighbours(run);
    double sum = pointRun(run).sharpe();
    for (Object[] n : around) {
      sum += ((ReferenceRun) n[3]).sharpe();
    }
    return around.size() < 2 ? Double.NaN : sum / (1 + around.size());
  }

  private List<ReferenceRun> with(String metric) {
    return runs.stream().filter(r -> r.isSuccess() && !Double.isNaN(r.metric(metric))).toList();
  }

  private double etaSquared(String axis, String metric) {
    List<ReferenceRun> placed = with(metric).stream().filter(r -> place(r, axis) >= 0).toList();
    double[] x = placed.stream().mapToDouble(r -> r.metric(metric)).toArray();
    if (!(Numbers.std(x) > 0)) {
      return Double.NaN;
    }
    double mean = Numbers.mean(x);
    double total = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
    Map<Integer, List<Double>> byValue = new TreeMap<>();
    placed.forEach(
        r -> byValue.computeIfAbsent(place(r, axis), p -> new ArrayList<>()).add(r.metric(metric)));
    double between = 0;
    for (List<Double> group : byValue.values()) {
      between += group.size() * Math.pow(Numbers.mean(Numbers.array(group)) - mean, 2);
    }
    return between / total;
  }

  void tell(ArrayNode grids) {
    if (axes.isEmpty()) {
      return;
    }
    ObjectNode grid = grids.addObject();
    grid.put("name", "grid").put("planned", runs.size());
    grid.put("present", (int) runs.stream().filter(ReferenceRun::isCurve).count());
    ArrayNode told = grid.putArray("axes");
    for (String axis : axes.keySet()) {
      ObjectNode node = told.addObject().put("name", axis).put("label", false);
      node.put("ordered", ordered(axis)).put("assumption", ASSUMPTIONS.contains(axis));
      axes.get(axis).forEach(node.putArray("values")::add);
    }
    ObjectNode effects = grid.putObject("effects");
    for (String metric : METRICS) {
      List<ReferenceRun> with = with(metric);
      long points = axes.values().stream().mapToLong(List::size).reduce(1, (a, b) -> a * b);
      boolean complete = with.size() == points;
      ObjectNode effect = effects.putObject(metric).put("n", with.size());
      ObjectNode eta = effect.putObject("eta_squared");
      double rest = 1;
      for (String axis : axes.keySet()) {
        complete &= with.stream().allMatch(r -> place(r, axis) >= 0);
        double value = etaSquared(axis, metric);
        BatchReference.put(eta, axis, value);
        rest -= value;
      }
      effect.put("complete", complete);
      BatchReference.put(effect, "rest", complete ? rest : Double.NaN);
    }
  }

  /** The rows of sensitivity.csv; cells are texts and doubles. */
  List<List<Object>> rows() {
    List<List<Object>> rows = new ArrayList<>();
    for (String axis : axes.keySet()) {
      for (int v = 0; v < axes.get(axis).size(); v++) {
        for (String metric : METRICS) {
          int place = v;
          List<ReferenceRun> here =
              with(metric).stream().filter(r -> place(r, axis) == place).toList();
          double[] x = here.stream().mapToDouble(r -> r.metric(metric)).toArray();
          boolean small = metric.equals("turnover");
          double best = small ? Arrays.stream(x).min().orElse(0) : Arrays.stream(x).max().orElse(0);
          String id =
              here.stream()
                  .filter(r -> r.metric(metric) == best)
                  .findFirst()
                  .map(r -> r.id)
                  .orElse("");
          rows.add(
              List.of(
                  "grid",
                  axis,
                  axes.get(axis).get(v),
                  metric,
                  (double) x.length,
                  x.length == 0 ? Double.NaN : Numbers.mean(x),
                  Numbers.median(Arrays.stream(x).boxed().toList()),
                  Numbers.std(x),
                  Arrays.stream(x).min().orElse(Double.NaN),
                  Arrays.stream(x).max().orElse(Double.NaN),
                  id,
                  etaSquared(axis, metric)));
        }
      }
    }
    return rows;
  }
}
