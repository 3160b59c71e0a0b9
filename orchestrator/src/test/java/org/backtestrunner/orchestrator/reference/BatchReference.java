package org.backtestrunner.orchestrator.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The statistics of a batch once more, from docs/statistics.md and the files that a batch leaves,
 * in plain loops. It shares no code with the program and takes nothing from it but metrics that
 * other tests hold to other references.
 */
public final class BatchReference {
  private static final List<String> LARGER =
      List.of(
          "sharpe",
          "deflated_sharpe",
          "sortino",
          "calmar",
          "cagr",
          "total_return",
          "final_equity",
          "max_dd",
          "max_dd_pct",
          "information_ratio");

  private final String name;
  private final List<ReferenceRun> runs = new ArrayList<>();
  private final GridReference grid;
  private List<ReferenceRun> group = List.of();
  private ReferenceRun benchmark;
  private String chosenBy;
  private boolean usable;
  private final List<ReferenceRun> eligible = new ArrayList<>();
  private final List<ReferenceRun> candidates = new ArrayList<>();
  private final List<ReferenceRun> columns = new ArrayList<>();
  private ReferenceRun best;
  private ReferenceRun robust;

  private int n;
  private double variance;
  private double rho = Double.NaN;
  private int correlated;
  private double effective = Double.NaN;
  private double luck = Double.NaN;
  private ObjectNode pbo;

  public BatchReference(Path batch) {
    JsonNode manifest = ReferenceRun.json(batch.resolve("batch_manifest.json"));
    JsonNode summary = ReferenceRun.json(batch.resolve("batch_summary.json"));
    name = summary.get("batch_name").asText();
    for (int i = 0; i < summary.get("runs").size(); i++) {
      runs.add(
          new ReferenceRun(
              batch, manifest.get("expanded_runs").get(i), summary.get("runs").get(i)));
    }
    grid = new GridReference(runs);
    sets();
    trials();
    pbo = overfitting();
  }

  private void sets() {
    List<ReferenceRun> curves = runs.stream().filter(ReferenceRun::isCurve).toList();
    for (ReferenceRun run : curves) {
      List<ReferenceRun> alike = curves.stream().filter(run::sameCalendar).toList();
      if (alike.size() > group.size()) {
        group = alike;
      }
    }
    List<ReferenceRun> idle =
        runs.stream().filter(r -> r.parameters.get("strategy").equals("buy_and_hold")).toList();
    benchmark = runs.stream().filter(r -> r.tagged("benchmark")).findFirst().orElse(null);
    chosenBy = "tag";
    if (benchmark == null && idle.size() == 1) {
      benchmark = idle.get(0);
      chosenBy = "only_buy_and_hold";
    }
    usable = benchmark != null && group.contains(benchmark);
    for (ReferenceRun run : group) {
      if (run != benchmark && !run.tagged("benchmark") && run.metric("orders") != 0) {
        eligible.add(run);
      }
    }
    for (ReferenceRun run : eligible) {
      if (!grid.holds(run) || !grid.axes.containsKey("seed")) {
        candidates.add(run);
      } else {
        List<ReferenceRun> point =
            eligible.stream().filter(r -> grid.holds(r) && grid.samePoint(r, run, "")).toList();
        if (GridReference.lowerMedian(point) == run) {
          candidates.add(run);
        }
      }
    }
    for (ReferenceRun run : candidates) {
      if (columns.stream().noneMatch(run::sameEquity)) {
        columns.add(run);
      }
    }
    best = bestBy("sharpe");
    for (ReferenceRun run : candidates) {
      if (grid.holds(run) && grid.pointRun(run) == run && grid.smooth(run) > 0) {
        robust = robust == null || grid.smooth(run) > grid.smooth(robust) ? run : robust;
      }
    }
  }

  private double value(ReferenceRun run, String metric) {
    return switch (metric) {
      case "sharpe" -> run.sharpe();
      case "deflated_sharpe" -> deflated(run, Math.sqrt(variance) * Numbers.largest(n));
      case "information_ratio" -> against(run).getOrDefault("information_ratio", Double.NaN);
      default -> run.metric(metric);
    };
  }

  private ReferenceRun bestBy(String metric) {
    ReferenceRun found = null;
    for (ReferenceRun run : candidates) {
      double value = value(run, metric);
      if (!Double.isNaN(value)) {
        boolean better =
            found == null
                || (LARGER.contains(metric)
                    ? value > value(found, metric)
                    : value < value(found, metric));
        found = better ? run : found;
      }
    }
    return found;
  }

  private double deflated(ReferenceRun run, double best) {
    return Numbers.psr(run.r, Double.isNaN(best) ? 0 : best);
  }

  private void trials() {
    if (group.isEmpty()) {
      return;
    }
    Map<String, Double> sharpes = new LinkedHashMap<>();
    for (ReferenceRun run : runs) {
      if (run.isCurve() && run.freq.equals(group.get(0).freq)) {
        sharpes.putIfAbsent(run.hash, Numbers.sharpe(run.r));
      }
    }
    n = sharpes.size();
    double std = Numbers.std(Numbers.array(new ArrayList<>(sharpes.values())));
    variance = std * std;
    Map<String, double[]> different = new LinkedHashMap<>();
    for (ReferenceRun run : group) {
      if (Numbers.std(run.daily) > 0) {
        different.putIfAbsent(run.hash, run.daily);
      }
    }
    List<double[]> all = new ArrayList<>(different.values());
    correlated = all.size();
    if (correlated >= 2) {
      double sum = 0;
      int pairs = 0;
      for (int i = 0; i < all.size(); i++) {
        for (int j = i + 1; j < all.size(); j++) {
          sum += correlation(all.get(i), all.get(j));
          pairs++;
        }
      }
      rho = sum / pairs;
      double clamped = Math.max(0, Math.min(1, rho));
      effective = clamped + (1 - clamped) * n;
      if (best != null) {
        luck = Math.max(0, 1 - rho) / (best.r.length - 1);
      }
    }
  }

  private static double correlation(double[] x, double[] y) {
    double mx = Numbers.mean(x);
    double my = Numbers.mean(y);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int t = 0; t < x.length; t++) {
      xy += (x[t] - mx) * (y[t] - my);
      xx += (x[t] - mx) * (x[t] - mx);
      yy += (y[t] - my) * (y[t] - my);
    }
    return xy / Math.sqrt(xx * yy);
  }

  private Map<String, Double> against(ReferenceRun run) {
    Map<String, Double> values = new LinkedHashMap<>();
    if (benchmark == null
        || !benchmark.isCurve()
        || run == benchmark
        || !run.isSuccess()
        || !run.sameCalendar(benchmark)) {
      return values;
    }
    double[] x = run.daily;
    double[] b = benchmark.daily;
    double annual = Math.sqrt(run.daysPerYear());
    double xb = 0;
    double bb = 0;
    double[] d = new double[x.length];
    for (int t = 0; t < x.length; t++) {
      xb += (x[t] - Numbers.mean(x)) * (b[t] - Numbers.mean(b));
      bb += Math.pow(b[t] - Numbers.mean(b), 2);
      d[t] = x[t] - b[t];
    }
    double beta = Numbers.std(b) > 0 ? xb / bb : Double.NaN;
    values.put("beta", beta);
    values.put("alpha", (Numbers.mean(x) - beta * Numbers.mean(b)) * run.daysPerYear());
    values.put(
        "correlation", Numbers.std(x) > 0 && Numbers.std(b) > 0 ? correlation(x, b) : Double.NaN);
    values.put("tracking_error", Numbers.std(d) * annual);
    values.put("information_ratio", Numbers.sharpe(d) * annual);
    values.put("excess_return", run.metric("cagr") - benchmark.metric("cagr"));
    for (int sign : new int[] {1, -1}) {
      double own = 1;
      double other = 1;
      int k = 0;
      Map<String, Double> months = run.months();
      for (Map.Entry<String, Double> month : benchmark.months().entrySet()) {
        if (months.containsKey(month.getKey()) && month.getValue() * sign > 0) {
          own *= 1 + months.get(month.getKey());
          other *= 1 + month.getValue();
          k++;
        }
      }
      values.put(
          sign > 0 ? "up_capture" : "down_capture",
          k == 0 ? Double.NaN : (Math.pow(own, 12.0 / k) - 1) / (Math.pow(other, 12.0 / k) - 1));
    }
    return values;
  }

  private double probabilityAbove(ReferenceRun run) {
    if (!usable || run == benchmark) {
      return Double.NaN;
    }
    double[] d = new double[run.daily.length];
    for (int t = 0; t < d.length; t++) {
      d[t] = run.daily[t] - benchmark.daily[t];
    }
    return Numbers.psr(d, 0);
  }

  private ObjectNode overfitting() {
    if (columns.size() < 2) {
      return null;
    }
    int returns = columns.get(0).daily.length;
    int s = 16;
    while (s >= 4 && returns / s < 20) {
      s -= 2;
    }
    return s < 4 ? null : overfitting(s, returns / s, returns - s * (returns / s));
  }

  private ObjectNode overfitting(int s, int length, int dropped) {
    double annual = Math.sqrt(columns.get(0).daysPerYear());
    List<Double> seen = new ArrayList<>();
    List<Double> unseen = new ArrayList<>();
    List<Double> ofBenchmark = new ArrayList<>();
    int[] chosen = new int[columns.size()];
    int[] histogram = new int[20];
    int lower = 0;
    int below = 0;
    int beaten = 0;
    for (long bits = (1L << s) - 1; bits >= 0; bits--) {
      if (Long.bitCount(bits) != s / 2) {
        continue;
      }
      // The first block is the highest bit, so that this goes on in lexicographic order.
      boolean[] in = new boolean[s];
      for (int b = 0; b < s; b++) {
        in[b] = (bits >> (s - 1 - b) & 1) == 1;
      }
      double[] out = new double[columns.size()];
      double[] inside = new double[columns.size()];
      int star = 0;
      for (int j = 0; j < columns.size(); j++) {
        inside[j] = half(columns.get(j), in, true, length, dropped);
        out[j] = half(columns.get(j), in, false, length, dropped);
        star = Math.rint(1e8 * inside[j]) > Math.rint(1e8 * inside[star]) ? j : star;
      }
      int r2 = 1;
      for (double other : out) {
        double k = Math.rint(1e8 * other);
        double own = Math.rint(1e8 * out[star]);
        r2 += k < own ? 2 : k == own ? 1 : 0;
      }
      chosen[star]++;
      seen.add(inside[star]);
      unseen.add(out[star]);
      lower += r2 <= columns.size() + 1 ? 1 : 0;
      below += Math.rint(1e8 * out[star]) < 0 ? 1 : 0;
      histogram[(10 * r2 - 1) / (columns.size() + 1)]++;
      if (usable) {
        double other = half(benchmark, in, false, length, dropped);
        ofBenchmark.add(other);
        beaten += Math.rint(1e8 * out[star]) > Math.rint(1e8 * other) ? 1 : 0;
      }
    }
    double splits = seen.size();
    ObjectNode node = object();
    node.put("columns", columns.size()).put("blocks", s).put("block_length", length);
    node.put("dropped_returns", dropped).put("splits", seen.size()).put("lower_half", lower);
    node.put("pbo", lower / splits);
    node.put("seen_sharpe_median", Numbers.median(seen) * annual);
    node.put("unseen_sharpe_median", Numbers.median(unseen) * annual);
    node.put("unseen_below_zero", below / splits);
    ArrayNode told = node.putArray("chosen");
    for (int count = seen.size(); count > 0; count--) {
      for (int j = 0; j < chosen.length; j++) {
        if (chosen[j] == count) {
          told.addObject().put("run_id", columns.get(j).id).put("count", count);
        }
      }
    }
    node.put("distinct_chosen", told.size());
    if (usable) {
      node.put("benchmark_unseen_sharpe_median", Numbers.median(ofBenchmark) * annual);
      node.put("benchmark_beaten", beaten / splits);
    }
    double ms = Numbers.mean(Numbers.array(seen));
    double mu = Numbers.mean(Numbers.array(unseen));
    double su = 0;
    double ss = 0;
    for (int i = 0; i < seen.size(); i++) {
      su += (seen.get(i) - ms) * (unseen.get(i) - mu);
      ss += Math.pow(seen.get(i) - ms, 2);
    }
    put(node, "slope", ss == 0 ? Double.NaN : su / ss);
    Arrays.stream(histogram).forEach(node.putArray("rank_histogram")::add);
    return node;
  }

  private final Map<ReferenceRun, double[][]> blocks = new LinkedHashMap<>();

  private double half(ReferenceRun run, boolean[] in, boolean chosen, int length, int dropped) {
    double[][] sums =
        blocks.computeIfAbsent(
            run,
            any -> {
              double[][] made = new double[2][in.length];
              for (int i = 0; i < in.length * length; i++) {
                double x = run.daily[dropped + i];
                made[0][i / length] += x;
                made[1][i / length] += x * x;
              }
              return made;
            });
    double sum = 0;
    double squares = 0;
    for (int b = 0; b < in.length; b++) {
      if (in[b] == chosen) {
        sum += sums[0][b];
        squares += sums[1][b];
      }
    }
    double count = length * in.length / 2;
    double mean = sum / count;
    double deviation = Math.sqrt(Math.max(0, (squares - count * mean * mean) / (count - 1)));
    return deviation <= 1e-12 * Math.max(1, Math.abs(mean)) ? 0 : mean / deviation;
  }

  /** Shares of growth of a curve; empty where they are undefined. */
  private static Map<String, Double> concentration(ReferenceRun run) {
    Map<String, Double> values = new LinkedHashMap<>();
    double total = 0;
    List<Double> growth = new ArrayList<>();
    Map<Integer, Double> years = new LinkedHashMap<>();
    for (int t = 0; t < run.daily.length; t++) {
      double l = Math.log(1 + run.daily[t]);
      if (!(run.daily[t] > -1)) {
        return values;
      }
      growth.add(l);
      total += l;
      years.merge(run.year(t), l, Double::sum);
    }
    if (!(total > 0) || growth.size() < 250) {
      return values;
    }
    growth.sort(null);
    for (int k : new int[] {5, 10}) {
      double top = 0;
      for (int i = 1; i <= k; i++) {
        top += growth.get(growth.size() - i);
      }
      values.put("top_" + k + "_share", top / total);
      values.put("return_without_top_" + k, Math.exp(total - top) - 1);
    }
    int bestYear = 0;
    for (int year : years.keySet()) {
      bestYear = bestYear == 0 || years.get(year) > years.get(bestYear) ? year : bestYear;
    }
    values.put("best_year", (double) bestYear);
    values.put("best_year_share", years.get(bestYear) / total);
    values.put("years", (double) years.size());
    return values;
  }

  private static double halfSharpe(ReferenceRun run, boolean first) {
    int h = run.daily.length / 2;
    double[] x =
        first ? Numbers.part(run.daily, 0, h) : Numbers.part(run.daily, h, run.daily.length);
    return Numbers.sharpe(x) * Math.sqrt(run.daysPerYear());
  }

  private static double minimumTrackRecord(ReferenceRun run) {
    double sr = Numbers.sharpe(run.daily);
    double bracket =
        1
            - Numbers.standardised(run.daily, 3) * sr
            + (Numbers.standardised(run.daily, 4) - 1) / 4 * sr * sr;
    return sr > 0 && bracket > 0
        ? 1 + bracket * Math.pow(Numbers.quantile(0.95) / sr, 2)
        : Double.NaN;
  }

  private static Object[] largestName(ReferenceRun run) {
    List<String> rows = run.positions();
    if (rows.isEmpty()) {
      return null;
    }
    List<String> header = List.of(rows.get(0).split(","));
    Map<String, Map<String, Double>> books = new LinkedHashMap<>();
    TreeSet<String> symbols = new TreeSet<>();
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",");
      String symbol = cells[header.indexOf("symbol")];
      symbols.add(symbol);
      books
          .computeIfAbsent(cells[0], any -> new LinkedHashMap<>())
          .merge(
              symbol, Math.abs(Double.parseDouble(cells[header.indexOf("weight")])), Double::sum);
    }
    books
        .values()
        .removeIf(book -> book.values().stream().mapToDouble(Double::doubleValue).sum() == 0);
    Object[] largest = null;
    for (String symbol : symbols) {
      double share = 0;
      for (Map<String, Double> book : books.values()) {
        double all = book.values().stream().mapToDouble(Double::doubleValue).sum();
        share += book.getOrDefault(symbol, 0.0) / all / books.size();
      }
      if (largest == null || share > (double) largest[1]) {
        largest = new Object[] {symbol, share};
      }
    }
    return books.isEmpty() ? null : largest;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    }
  }

  private static void put(ObjectNode node, Map<String, Double> values) {
    values.forEach((name, value) -> put(node, name, value));
  }

  private void ids(ObjectNode node, List<ReferenceRun> all) {
    ArrayNode ids = node.putArray("run_ids");
    all.forEach(run -> ids.add(run.id));
  }

  /** What {@code batch_statistics.json} must hold. */
  public ObjectNode statistics() {
    ObjectNode all = object().put("schema_version", 1).put("batch_name", name);
    if (!group.isEmpty()) {
      ReferenceRun any = group.get(0);
      ObjectNode node = all.putObject("group").put("freq", any.freq);
      node.put("bars_per_year", any.barsPerYear).put("days_per_year", any.daysPerYear());
      node.put("start_date", any.dates.get(0));
      node.put("end_date", any.dates.get(any.dates.size() - 1));
      node.put("dates", any.dates.size()).put("returns", any.daily.length);
      node.put("years", any.daily.length / any.daysPerYear()).put("curves", group.size());
      node.put("outside", (int) runs.stream().filter(ReferenceRun::isCurve).count() - group.size());
      trials(all.putObject("trials"), any);
    }
    if (benchmark != null) {
      ObjectNode node = all.putObject("benchmark").put("run_id", benchmark.id);
      node.put("run_index", benchmark.index).put("chosen_by", chosenBy).put("usable", usable);
      put(node, "sharpe", benchmark.sharpe());
    }
    all.putObject("candidates")
        .put("count", candidates.size())
        .put("columns", columns.size())
        .put("eligible", eligible.size());
    if (best != null) {
      all.set("best", contender(best));
    }
    if (robust != null) {
      all.set("robust", contender(robust));
    }
    if (pbo != null) {
      all.set("pbo", pbo);
    }
    runs.forEach(run -> run(all.withArray("runs").addObject(), run));
    grid.tell(all.putArray("grids"));
    all.set("warnings", warnings());
    all.set("verdict", verdict());
    return all;
  }

  private void trials(ObjectNode node, ReferenceRun any) {
    double annual = Math.sqrt(any.barsPerYear);
    node.put("n", n).put("correlated_curves", correlated);
    put(node, "sharpe_std", Math.sqrt(variance) * annual);
    node.put("expected_max_sharpe", n < 2 ? 0 : Math.sqrt(variance) * Numbers.largest(n) * annual);
    put(node, "mean_correlation", rho);
    put(node, "n_effective", effective);
    put(node, "luck_sharpe_std", Math.sqrt(luck) * annual);
    if (n >= 2 && !Double.isNaN(luck)) {
      double v = Math.sqrt(variance);
      double l = Math.sqrt(luck);
      node.put(
          "spread", v > 1.5 * l ? "differ_in_kind" : v < 0.75 * l ? "hardly_differ" : "as_luck");
    }
    put(
        node,
        "best_unskilled_sharpe",
        n < 2 ? Double.NaN : Numbers.largest(n) / Math.sqrt(any.daily.length / any.daysPerYear()));
  }

  private ObjectNode contender(ReferenceRun run) {
    ObjectNode node = object().put("run_id", run.id).put("run_index", run.index);
    ObjectNode params = node.putObject("params");
    run.overrides.forEach(params::put);
    put(node, "sharpe", run.sharpe());
    put(node, "deflated_sharpe", value(run, "deflated_sharpe"));
    put(
        node,
        "deflated_sharpe_luck_only",
        Double.isNaN(luck) ? luck : Numbers.psr(run.r, Math.sqrt(luck) * Numbers.largest(n)));
    put(
        node,
        "deflated_sharpe_effective",
        Double.isNaN(effective)
            ? effective
            : Numbers.psr(run.r, Math.sqrt(variance) * Numbers.largest(effective)));
    put(node, "psr", Numbers.psr(run.r, 0));
    if (usable) {
      put(node, "benchmark_difference", run.sharpe() - benchmark.sharpe());
      put(node, "information_ratio", value(run, "information_ratio"));
      put(node, "probability_above_benchmark", probabilityAbove(run));
    }
    put(node, "minimum_track_record_days", minimumTrackRecord(run));
    put(
        node,
        "minimum_backtest_years",
        n >= 2 && run.sharpe() > 0 ? Math.pow(Numbers.largest(n) / run.sharpe(), 2) : Double.NaN);
    put(node, "first_half_sharpe", halfSharpe(run, true));
    put(node, "second_half_sharpe", halfSharpe(run, false));
    neighbours(node, run);
    Object[] largest = largestName(run);
    if (largest != null) {
      node.put("largest_name", (String) largest[0]).put("largest_name_share", (double) largest[1]);
    }
    List<String> kinds = new ArrayList<>();
    about(run).forEach(w -> kinds.add(w.get("kind").asText()));
    kinds.stream().distinct().forEach(node.putArray("warnings")::add);
    return node;
  }

  private void neighbours(ObjectNode node, ReferenceRun run) {
    if (grid.holds(run) && run.isCurve()) {
      node.put("neighbours", grid.neighbours(run).size());
      put(node, "neighbours_mean", grid.neighboursMean(run));
      put(node, "smooth", grid.smooth(run));
    }
  }

  private void run(ObjectNode node, ReferenceRun run) {
    node.put("run_id", run.id).put("run_index", run.index).put("in_group", group.contains(run));
    node.put("eligible", eligible.contains(run)).put("candidate", candidates.contains(run));
    if (columns.contains(run)) {
      node.put("column", columns.indexOf(run) + 1);
    }
    put(node, against(run));
    if (group.contains(run)) {
      put(node, "first_half_sharpe", halfSharpe(run, true));
      put(node, "second_half_sharpe", halfSharpe(run, false));
      put(node, "probability_above_benchmark", probabilityAbove(run));
      Map<String, Double> shares = concentration(run);
      shares.remove("years");
      put(node, shares);
    }
    neighbours(node, run);
  }

  /** The warnings about a run as the best one. */
  private List<ObjectNode> about(ReferenceRun run) {
    List<ObjectNode> found = new ArrayList<>();
    if (run == null || !(run.sharpe() > 0)) {
      return found;
    }
    double own = run.sharpe();
    if (usable && own - benchmark.sharpe() < 0.2) {
      ObjectNode w = warning(found, "hardly_better").put("run_id", run.id).put("sharpe", own);
      w.put("benchmark_run_id", benchmark.id).put("benchmark_sharpe", benchmark.sharpe());
    }
    if (grid.holds(run)) {
      aboutNeighbours(found, run);
    }
    double first = halfSharpe(run, true);
    double second = halfSharpe(run, false);
    if (first > 0 && second < 0.5 * first) {
      warning(found, "fades")
          .put("run_id", run.id)
          .put("first_half_sharpe", first)
          .put("second_half_sharpe", second);
    }
    aboutConcentration(found, run);
    double needed = minimumTrackRecord(run);
    if (run.daily.length < 504 || run.daily.length < needed) {
      put(
          warning(found, "short_record").put("run_id", run.id).put("returns", run.daily.length),
          "minimum_track_record_days",
          needed);
    }
    if (grid.holds(run)) {
      aboutAxes(found, run);
    }
    return found;
  }

  private static ObjectNode warning(List<ObjectNode> found, String kind) {
    ObjectNode node = object().put("kind", kind);
    found.add(node);
    return node;
  }

  private void aboutNeighbours(List<ObjectNode> found, ReferenceRun run) {
    List<Object[]> around = grid.neighbours(run);
    if (around.size() >= 2 && grid.neighboursMean(run) < 0.7 * run.sharpe()) {
      warning(found, "isolated_peak")
          .put("run_id", run.id)
          .put("sharpe", run.sharpe())
          .put("neighbours", around.size())
          .put("neighbours_mean", grid.neighboursMean(run));
    }
    ObjectNode cliff =
        object().put("kind", "cliff").put("run_id", run.id).put("sharpe", run.sharpe());
    ArrayNode steps = cliff.putArray("steps");
    for (Object[] n : around) {
      ReferenceRun there = (ReferenceRun) n[3];
      if (there.sharpe() < 0.5 * run.sharpe()) {
        List<String> values = grid.axes.get((String) n[0]);
        steps
            .addObject()
            .put("axis", (String) n[0])
            .put("from", values.get((int) n[1]))
            .put("to", values.get((int) n[2]))
            .put("run_id", there.id)
            .put("sharpe", there.sharpe());
      }
    }
    if (!steps.isEmpty()) {
      found.add(cliff);
    }
  }

  private void aboutConcentration(List<ObjectNode> found, ReferenceRun run) {
    ObjectNode node = object().put("kind", "concentrated").put("run_id", run.id);
    Map<String, Double> own = concentration(run);
    Map<String, Double> other = usable ? concentration(benchmark) : Map.of();
    double days = own.getOrDefault("top_10_share", 0.0);
    double theirs = other.getOrDefault("top_10_share", Double.NaN);
    if ((days > 0.5 && !(days <= theirs)) || days > 1.5 * theirs) {
      node.put("top_10_share", days);
      put(node, "benchmark_top_10_share", theirs);
    }
    double year = own.getOrDefault("best_year_share", 0.0);
    if (year > 0.5
        && own.get("years") >= 4
        && !(year <= other.getOrDefault("best_year_share", Double.NaN))) {
      node.put("best_year", own.get("best_year")).put("best_year_share", year);
    }
    Object[] largest = largestName(run);
    if (largest != null && (double) largest[1] > 0.5) {
      node.put("symbol", (String) largest[0]).put("symbol_share", (double) largest[1]);
    }
    if (node.size() > 2) {
      found.add(node);
    }
  }

  private void aboutAxes(List<ObjectNode> found, ReferenceRun run) {
    Map<String, List<String>> ends =
        Map.of(
            "top_quantile", List.of("0", "0.5"),
            "bottom_quantile", List.of("0", "0.5"),
            "rebalance_freq", List.of("D", "Q"),
            "factor_max_age_days", List.of("0"),
            "max_signal_age_days", List.of("0"));
    for (String axis : grid.axes.keySet()) {
      List<String> values = grid.axes.get(axis);
      int place = grid.place(run, axis);
      if (!grid.ordered(axis)
          || GridReference.ASSUMPTIONS.contains(axis)
          || values.size() < 3
          || (place != 0 && place != values.size() - 1)
          || ends.getOrDefault(axis, List.of()).contains(ReferenceRun.same(values.get(place)))) {
        continue;
      }
      double low = Double.MAX_VALUE;
      double high = -Double.MAX_VALUE;
      for (ReferenceRun other : grid.runs) {
        if (other.isCurve() && grid.samePoint(other, run, axis) && grid.place(other, axis) >= 0) {
          low = Math.min(low, grid.pointRun(other).sharpe());
          high = Math.max(high, grid.pointRun(other).sharpe());
        }
      }
      if (high - low > 0.05) {
        warning(found, "edge_of_grid")
            .put("run_id", run.id)
            .put("axis", axis)
            .put("value", values.get(place))
            .put("end", place == 0 ? "lowest" : "highest");
      }
    }
    for (String axis : grid.axes.keySet()) {
      if (GridReference.ASSUMPTIONS.contains(axis) && !axis.equals("seed")) {
        ObjectNode node = warning(found, "assumption_axis").put("run_id", run.id).put("axis", axis);
        if (grid.place(run, axis) >= 0) {
          node.put("value", grid.axes.get(axis).get(grid.place(run, axis)));
        }
      }
    }
  }

  private ArrayNode warnings() {
    List<ObjectNode> found = new ArrayList<>(about(best));
    List<ObjectNode> ofBenchmark = new ArrayList<>();
    if (benchmark == null && !candidates.isEmpty()) {
      warning(ofBenchmark, "no_benchmark");
    }
    if (benchmark != null && !usable) {
      warning(ofBenchmark, "benchmark_unusable")
          .put("run_id", benchmark.id)
          .put(
              "reason",
              !benchmark.isSuccess()
                  ? "not_successful"
                  : benchmark.isCurve() ? "other_dates" : "no_sharpe");
    }
    boolean hardly = !found.isEmpty() && found.get(0).get("kind").asText().equals("hardly_better");
    found.addAll(hardly ? 1 : 0, ofBenchmark);
    List<ReferenceRun> failed = runs.stream().filter(r -> !r.isSuccess()).toList();
    if (!failed.isEmpty()) {
      ObjectNode node = warning(found, "failed_runs").put("runs", failed.size());
      ObjectNode causes = node.putObject("causes");
      failed.forEach(r -> causes.put(r.cause, causes.path(r.cause).asInt() + 1));
    }
    identical(found);
    List<ReferenceRun> idle =
        runs.stream().filter(r -> r.isSuccess() && r.metric("orders") == 0).toList();
    if (!idle.isEmpty()) {
      ids(warning(found, "no_orders"), idle);
    }
    List<ReferenceRun> outside =
        runs.stream().filter(r -> r.isCurve() && !group.contains(r)).toList();
    if (!outside.isEmpty()) {
      ids(warning(found, "outside_group"), outside);
    }
    long present = grid.runs.stream().filter(ReferenceRun::isCurve).count();
    if (present < grid.runs.size()) {
      warning(found, "incomplete_grid")
          .put("grid", "grid")
          .put("planned", grid.runs.size())
          .put("present", (int) present);
    }
    ofRuns(found);
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    found.forEach(all::add);
    return all;
  }

  private void identical(List<ObjectNode> found) {
    List<ReferenceRun> traded =
        runs.stream().filter(r -> r.isSuccess() && r.metric("orders") > 0).toList();
    for (ReferenceRun run : traded) {
      List<ReferenceRun> alike = traded.stream().filter(run::sameEquity).toList();
      if (alike.get(0) == run && alike.stream().anyMatch(r -> !r.hash.equals(run.hash))) {
        ObjectNode node = warning(found, "identical_equity");
        ids(node, alike);
        TreeSet<String> names = new TreeSet<>();
        alike.forEach(r -> names.addAll(r.canonical.keySet()));
        names.removeIf(
            name ->
                alike.stream()
                    .allMatch(
                        r ->
                            r.canonical
                                .getOrDefault(name, "")
                                .equals(run.canonical.getOrDefault(name, ""))));
        names.forEach(node.putArray("parameters")::add);
      }
    }
  }

  private void ofRuns(List<ObjectNode> found) {
    Map<String, Integer> kinds = new LinkedHashMap<>();
    for (ReferenceRun run : runs) {
      TreeSet<String> own = new TreeSet<>();
      for (JsonNode warning : run.warnings) {
        String kind = warning.get("kind").asText();
        if (own.add(kind)) {
          kinds.merge(kind, 1, Integer::sum);
        }
      }
    }
    for (int count = runs.size(); count > 0; count--) {
      for (String kind : kinds.keySet()) {
        if (kinds.get(kind) == count) {
          warning(found, "run_warnings").put("warning", kind).put("runs", count);
        }
      }
    }
  }

  private ObjectNode verdict() {
    ObjectNode node = object().put("candidates", candidates.size());
    ArrayNode undefined = node.putArray("undefined");
    String nothing =
        runs.stream().noneMatch(ReferenceRun::isSuccess)
            ? "No run succeeded."
            : candidates.isEmpty()
                ? "There is no candidate: no run beside the benchmark has orders and a Sharpe"
                    + " ratio."
                : best.sharpe() <= 0
                    ? "No candidate made money."
                    : candidates.size() == 1
                        ? "One candidate: nothing was chosen, so only its own record can be judged."
                        : null;
    if (nothing != null) {
      return node.put("sentence", nothing).put("stands_out", false);
    }
    List<String> bad = new ArrayList<>();
    List<String> good = new ArrayList<>();
    good.add("it beats luck");
    part(node, "luck", value(best, "deflated_sharpe") >= 0.95, bad, "does not clearly beat luck");
    double above = probabilityAbove(best);
    if (!usable) {
      part(node, "benchmark", false, bad, "has no benchmark to beat");
    } else if (Double.isNaN(above)) {
      undefined.add("benchmark");
    } else {
      good.set(0, "it beats luck and " + benchmark.id);
      part(node, "benchmark", above >= 0.95, bad, "does not clearly beat " + benchmark.id);
    }
    if (pbo == null) {
      undefined.add("choosing");
    } else {
      good.add("choosing it carried over to unseen days");
      boolean carried = pbo.get("pbo").asDouble() <= 0.2;
      part(node, "choosing", carried, bad, "does not carry over to unseen days");
    }
    List<String> kinds = about(best).stream().map(w -> w.get("kind").asText()).toList();
    if (!grid.holds(best) || grid.neighbours(best).size() < 2) {
      undefined.add("neighbours");
    } else {
      good.add("its neighbours agree");
      part(node, "neighbours", !kinds.contains("isolated_peak"), bad, "stands alone in the grid");
    }
    part(
        node,
        "assumptions",
        !kinds.contains("assumption_axis"),
        bad,
        "owes its place to an assumption");
    node.put("stands_out", bad.isEmpty());
    String first = "The best of " + candidates.size() + " candidates ";
    String joined =
        good.size() == 1
            ? good.get(0)
            : good.size() == 2
                ? good.get(0) + ", and " + good.get(1)
                : good.get(0) + ", " + good.get(1) + ", and " + good.get(2);
    return node.put(
        "sentence",
        bad.isEmpty()
            ? first + "stands out: " + joined + "."
            : first + String.join(" and ", bad) + ".");
  }

  private static void part(
      ObjectNode node, String name, boolean passed, List<String> bad, String complaint) {
    node.put(name, passed ? "passed" : "failed");
    if (!passed) {
      bad.add(complaint);
    }
  }

  /** What {@code best_params.json} must hold. */
  public ObjectNode bestParameters() {
    ObjectNode all = object().put("schema_version", 1).put("batch_name", name);
    all.put("verdict", verdict().get("sentence").asText()).put("candidates", candidates.size());
    if (!group.isEmpty()) {
      all.put("trials", n);
    }
    put(all, "n_effective", effective);
    if (pbo != null) {
      all.set("pbo", pbo.get("pbo"));
    }
    ObjectNode byMetric = all.putObject("best");
    List<String> metrics = new ArrayList<>(LARGER);
    metrics.addAll(List.of("volatility", "turnover"));
    for (String metric : metrics) {
      ReferenceRun run = bestBy(metric);
      if (run != null) {
        ObjectNode node = byMetric.putObject(metric);
        node.put("run_id", run.id).put("run_index", run.index).put("value", value(run, metric));
        ObjectNode params = node.putObject("params");
        run.overrides.forEach(params::put);
      }
    }
    if (best != null) {
      all.set("best_run", contender(best));
    }
    if (robust != null) {
      all.set("robust", contender(robust));
    }
    return all;
  }

  /** What {@code sensitivity.csv} must hold below its header; texts, and numbers as doubles. */
  public List<List<Object>> sensitivity() {
    return grid.rows();
  }

  /** The metrics that the benchmark gives a run, NaN where undefined, by run id. */
  public Map<String, Map<String, Double>> comparisons() {
    Map<String, Map<String, Double>> all = new LinkedHashMap<>();
    runs.forEach(run -> all.put(run.id, against(run)));
    return all;
  }
}
