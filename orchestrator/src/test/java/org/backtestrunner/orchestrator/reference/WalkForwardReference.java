package org.backtestrunner.orchestrator.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A walk-forward computed again, row by row and without any haste, from the files of the runs
 * alone. NaN stands for undefined.
 */
public final class WalkForwardReference {
  private static final double PERCENT = 100;

  /**
   * What a config says of it.
   *
   * @param in such as {@code 3y}
   * @param minOrders 0 for any number
   */
  public record Setting(
      String in, String out, boolean anchored, int purge, String select, int minOrders) {}

  /** One fold; of the next choice the number is -1. */
  private record Fold(int number, List<Integer> in, List<Integer> out, boolean late) {}

  private static final class Run {
    private final String id;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final List<String> times = new ArrayList<>();
    private double[] equity = {};
    private double[] gross = {};
    private final List<String> orders = new ArrayList<>();

    Run(String id) {
      this.id = id;
    }

    double number(String parameter) {
      return Double.parseDouble(parameters.get(parameter));
    }

    /** The curve of some rows and what stands before them. */
    double[] curve(List<Integer> rows) {
      int from = rows.get(0);
      int to = rows.get(rows.size() - 1) + 1;
      if (from > 0) {
        return Arrays.copyOfRange(equity, from - 1, to);
      }
      double start = number("start_capital");
      boolean isPut = Math.abs(equity[0] - start) > 1e-9 * start;
      double[] own = Arrays.copyOf(equity, to);
      return isPut ? join(start, own) : own;
    }

    double returnAt(int row) {
      double before = row == 0 ? number("start_capital") : equity[row - 1];
      return before > 0 ? equity[row] / before - 1 : 0;
    }

    double rate() {
      return (number("commission_bps") + number("spread_bps") / 2 + number("slippage_bps")) / 1e4;
    }
  }

  private static double[] join(double first, double[] others) {
    double[] all = new double[others.length + 1];
    all[0] = first;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }

  private final Setting setting;
  private final List<Run> runs = new ArrayList<>();
  private final List<String> times;
  private final double year;
  private final LocalDate start;
  private final LocalDate end;

  /** Columns of the one row, in no order; a text or a double. */
  public final Map<String, Object> row = new LinkedHashMap<>();

  /** Rows of the folds. */
  public final List<Map<String, Object>> folds = new ArrayList<>();

  /** The stitched curve by timestamp. */
  public final Map<String, Double> stitched = new LinkedHashMap<>();

  /**
   * @param ids of the candidates, in the order of the plan
   */
  public WalkForwardReference(Path batch, Setting setting, List<String> ids) {
    this.setting = setting;
    for (JsonNode told : ReferenceRun.json(batch.resolve("batch_summary.json")).get("runs")) {
      if (ids.contains(told.get("run_id").asText())
          && told.get("status").asText().equals("success")) {
        runs.add(read(batch, told));
      }
    }
    times = runs.get(0).times;
    year = runs.get(0).number("bars_per_year");
    start = LocalDate.parse(runs.get(0).parameters.get("start_date"));
    end = LocalDate.parse(runs.get(0).parameters.get("end_date"));
    compute();
  }

  private static Run read(Path batch, JsonNode told) {
    Run run = new Run(told.get("run_id").asText());
    told.get("parameters")
        .properties()
        .forEach(each -> run.parameters.put(each.getKey(), each.getValue().asText()));
    Path files =
        batch
            .resolve("runs")
            .resolve("%04d_%s".formatted(told.get("run_index").asInt(), run.id))
            .resolve("backtest");
    String freq = run.parameters.get("freq");
    List<String> lines = lines(files.resolve("portfolio_equity_" + freq + ".csv"));
    List<String> head = List.of(lines.get(0).split(","));
    int n = lines.size() - 1;
    run.equity = new double[n];
    run.gross = new double[n];
    for (int i = 0; i < n; i++) {
      String[] cells = lines.get(i + 1).split(",", -1);
      run.times.add(cells[head.indexOf("timestamp")]);
      run.equity[i] = Double.parseDouble(cells[head.indexOf("equity")]);
      run.gross[i] =
          Double.parseDouble(cells[head.indexOf("long_value")])
              - Double.parseDouble(cells[head.indexOf("short_value")]);
    }
    Path orders = files.resolve("orders_" + freq + ".csv");
    if (Files.exists(orders)) {
      lines(orders).stream().skip(1).forEach(line -> run.orders.add(line.split(",")[0]));
    }
    return run;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LocalDate date(int row) {
    return LocalDate.parse(times.get(row).substring(0, 10));
  }

  private static LocalDate plus(LocalDate from, String length, int times) {
    long n = (long) times * Integer.parseInt(length.substring(0, length.length() - 1));
    return switch (length.charAt(length.length() - 1)) {
      case 'd' -> from.plusDays(n);
      case 'w' -> from.plusDays(7 * n);
      case 'm' -> from.plusMonths(n);
      default -> from.plusMonths(12 * n);
    };
  }

  private List<Integer> rows(LocalDate from, LocalDate to) {
    return IntStream.range(0, times.size())
        .filter(row -> !date(row).isBefore(from) && date(row).isBefore(to))
        .boxed()
        .toList();
  }

  private List<Integer> range(int from, int to) {
    return IntStream.range(from, Math.min(to, times.size())).boxed().toList();
  }

  private List<Integer> purged(List<Integer> in, List<Integer> out) {
    return out.isEmpty()
        ? in
        : in.stream().filter(row -> row < out.get(0) - setting.purge).toList();
  }

  private List<Fold> windows() {
    List<Fold> all = new ArrayList<>();
    if (setting.in.endsWith("b")) {
      int i = Integer.parseInt(setting.in.replace("b", ""));
      int o = Integer.parseInt(setting.out.replace("b", ""));
      for (int k = 0; i + k * o < times.size(); k++) {
        List<Integer> out = range(i + k * o, i + k * o + o);
        List<Integer> in = range(setting.anchored ? 0 : k * o, i + k * o);
        all.add(new Fold(k, purged(in, out), out, false));
      }
      all.add(
          new Fold(-1, range(setting.anchored ? 0 : times.size() - i, 1 << 30), List.of(), false));
      return all;
    }
    LocalDate firstOut = plus(start, setting.in, 1);
    for (int k = 0; !plus(firstOut, setting.out, k).isAfter(end); k++) {
      LocalDate from = plus(start, setting.out, k);
      LocalDate out = plus(firstOut, setting.out, k);
      List<Integer> rowsOut = rows(out, plus(firstOut, setting.out, k + 1));
      List<Integer> rowsIn = rows(setting.anchored ? start : from, out);
      boolean late = from.plusDays(7).isBefore(date(0));
      if (!rowsOut.isEmpty() || late) {
        all.add(new Fold(k, purged(rowsIn, rowsOut), rowsOut, late));
      }
    }
    LocalDate behind = end.plusDays(1);
    LocalDate from = setting.anchored ? start : plus(behind, setting.in, -1);
    all.add(new Fold(-1, rows(from, behind), List.of(), false));
    return all;
  }

  private static double[] returns(double[] curve) {
    int n = 0;
    double[] r = new double[curve.length - 1];
    while (n < r.length && curve[n] > 0) {
      r[n] = curve[n + 1] / curve[n] - 1;
      n++;
    }
    return Arrays.copyOf(r, n);
  }

  private double metric(String name, double[] curve) {
    double[] r = returns(curve);
    double last = curve[curve.length - 1];
    double cagr = Math.pow(last / curve[0], year / (curve.length - 1)) - 1;
    double peak = curve[0];
    double fall = 0;
    double down = 0;
    for (double value : curve) {
      peak = Math.max(peak, value);
      fall = Math.min(fall, value / peak - 1);
    }
    for (double each : r) {
      down += Math.min(each, 0) * Math.min(each, 0) / r.length;
    }
    double value =
        switch (name) {
          case "sharpe" -> Numbers.sharpe(r) * Math.sqrt(year);
          case "sortino" -> Numbers.mean(r) * Math.sqrt(year) / Math.sqrt(down);
          case "calmar" -> cagr / -fall;
          case "cagr" -> cagr;
          case "total_return" -> last / curve[0] - 1;
          case "max_dd_pct" -> PERCENT * fall;
          case "volatility" -> Numbers.std(r) * Math.sqrt(year);
          default -> throw new IllegalArgumentException(name);
        };
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  private double selected(Run run, List<Integer> rows) {
    double value = Math.rint(1e8 * metric(setting.select, run.curve(rows)));
    return setting.select.equals("volatility") ? -value : value;
  }

  private boolean isEligible(Run run, List<Integer> rows) {
    if (rows.isEmpty() || Double.isNaN(selected(run, rows))) {
      return false;
    }
    String first = times.get(rows.get(0));
    String last = times.get(rows.get(rows.size() - 1));
    long fills =
        run.orders.stream().filter(t -> t.compareTo(first) >= 0 && t.compareTo(last) <= 0).count();
    return fills >= setting.minOrders
        && rows.stream().allMatch(r -> run.equity[r] > 0)
        && (rows.get(0) == 0 || run.equity[rows.get(0) - 1] > 0);
  }

  private Run choose(List<Integer> rows, Run before) {
    List<Run> eligible = runs.stream().filter(run -> isEligible(run, rows)).toList();
    double best =
        eligible.stream().mapToDouble(run -> selected(run, rows)).max().orElse(Double.NaN);
    List<Run> equal = eligible.stream().filter(run -> selected(run, rows) == best).toList();
    return equal.isEmpty() ? null : equal.contains(before) ? before : equal.get(0);
  }

  private double rank(Run chosen, List<Integer> out) {
    double own = selected(chosen, out);
    double worse = 0;
    int others = 0;
    for (Run run : runs) {
      double value = run == chosen ? Double.NaN : selected(run, out);
      if (!Double.isNaN(value) && run.equity[out.get(0) - 1] > 0) {
        others++;
        worse += value < own ? 1 : value == own ? 0.5 : 0;
      }
    }
    return worse / others;
  }

  private static double cost(Run run, int row) {
    return run == null || run.equity[row] <= 0 ? 0 : run.gross[row] / run.equity[row] * run.rate();
  }

  private void compute() {
    double capital = runs.get(0).number("start_capital");
    List<Double> curve = new ArrayList<>(List.of(capital));
    List<Integer> all = new ArrayList<>();
    List<Double> ranks = new ArrayList<>();
    List<Double> inSharpes = new ArrayList<>();
    List<Double> growths = new ArrayList<>();
    List<Double> inLogs = new ArrayList<>();
    List<Double> outLogs = new ArrayList<>();
    Run before = null;
    boolean beforeWasTraded = false;
    int traded = 0;
    int profitable = 0;
    int switches = 0;
    double costs = 0;
    for (Fold fold : windows()) {
      Map<String, Object> told = new LinkedHashMap<>();
      folds.add(told);
      told.put("fold", fold.number < 0 ? "" : Integer.toString(fold.number));
      told.put("is_start", fold.in.isEmpty() ? "" : date(fold.in.get(0)).toString());
      told.put("is_end", fold.in.isEmpty() ? "" : date(fold.in.get(fold.in.size() - 1)).toString());
      told.put("is_bars", Integer.toString(fold.in.size()));
      told.put("oos_bars", fold.number < 0 ? "" : Integer.toString(fold.out.size()));
      if (fold.late) {
        told.put("status", "no_history");
        before = null;
        continue;
      }
      Run chosen = choose(fold.in, before);
      told.put("run_id", chosen == null ? "" : chosen.id);
      told.put(
          "eligible", Long.toString(runs.stream().filter(run -> isEligible(run, fold.in)).count()));
      double inSharpe = chosen == null ? Double.NaN : metric("sharpe", chosen.curve(fold.in));
      told.put("is_sharpe", inSharpe);
      told.put(
          "is_value", chosen == null ? Double.NaN : metric(setting.select, chosen.curve(fold.in)));
      told.put(
          "is_return", chosen == null ? Double.NaN : metric("total_return", chosen.curve(fold.in)));
      if (fold.number < 0) {
        told.put("status", "next");
        row.put("next_run_id", chosen == null ? "" : chosen.id);
        continue;
      }
      told.put("status", chosen == null ? "no_candidate" : "traded");
      int b = fold.out.get(0);
      told.put("oos_start", date(b).toString());
      told.put("oos_end", date(fold.out.get(fold.out.size() - 1)).toString());
      double k = chosen == before ? 0 : cost(before, b - 1) + cost(chosen, b - 1);
      costs += k;
      told.put("switch_cost", k);
      int from = curve.size() - 1;
      for (int t : fold.out) {
        double r = chosen == null ? 0 : chosen.returnAt(t);
        double last = curve.get(curve.size() - 1);
        curve.add(last * (t == b ? 1 - k : 1) * (1 + r));
        stitched.put(times.get(t), curve.get(curve.size() - 1));
        all.add(t);
      }
      double[] own = curve.subList(from, curve.size()).stream().mapToDouble(v -> v).toArray();
      told.put("oos_sharpe", metric("sharpe", own));
      told.put("oos_return", metric("total_return", own));
      told.put("oos_max_dd_pct", metric("max_dd_pct", own));
      growths.add(Math.log(own[own.length - 1] / own[0]));
      if (chosen != null) {
        traded++;
        profitable += own[own.length - 1] > own[0] ? 1 : 0;
        double rank = rank(chosen, fold.out);
        told.put("oos_rank", rank);
        if (!Double.isNaN(rank)) {
          ranks.add(rank);
        }
        inSharpes.add(inSharpe);
        for (double r : returns(chosen.curve(fold.in))) {
          inLogs.add(Math.log(1 + r));
        }
        for (double r : returns(own)) {
          outLogs.add(Math.log(1 + r));
        }
        switches += beforeWasTraded && before != chosen ? 1 : 0;
      } else {
        told.put("oos_rank", Double.NaN);
      }
      beforeWasTraded = chosen != null;
      before = chosen;
    }
    row.put("folds", Integer.toString(folds.size() - 1));
    row.put("folds_traded", Integer.toString(traded));
    double[] s = curve.stream().mapToDouble(v -> v).toArray();
    for (String name : List.of("sharpe", "cagr", "volatility", "max_dd_pct", "total_return")) {
      row.put(name, metric(name, s));
    }
    row.put("final_equity", s[s.length - 1]);
    double[] mean =
        all.stream()
            .mapToDouble(t -> runs.stream().mapToDouble(run -> run.returnAt(t)).average().orElse(0))
            .toArray();
    row.put("no_choice_sharpe", Numbers.sharpe(mean) * Math.sqrt(year));
    row.put("is_sharpe", average(inSharpes));
    double efficiency = average(outLogs) / average(inLogs);
    row.put("efficiency", average(inLogs) > 0 ? efficiency : Double.NaN);
    row.put("oos_rank", average(ranks));
    row.put("below_median_pct", average(ranks.stream().map(x -> x < 0.5 ? PERCENT : 0).toList()));
    row.put("profitable_folds_pct", PERCENT * profitable / traded);
    double total = growths.stream().mapToDouble(g -> g).sum();
    double largest = growths.stream().mapToDouble(g -> g).max().orElse(Double.NaN);
    row.put("largest_fold_share", total > 0 ? largest / total : Double.NaN);
    row.put("switches", Integer.toString(switches));
    row.put("switch_cost_pct", PERCENT * costs);
  }

  private static double average(List<Double> values) {
    return values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
  }

  /** The returns of the stitched curve, for what only all walk-forwards together tell. */
  public double[] stitchedReturns() {
    double capital = runs.get(0).number("start_capital");
    return returns(join(capital, stitched.values().stream().mapToDouble(v -> v).toArray()));
  }

  /** Deflated by walk-forwards that are all of a batch. */
  public static List<Double> deflated(List<WalkForwardReference> all) {
    double[] sharpes =
        all.stream().mapToDouble(each -> Numbers.sharpe(each.stitchedReturns())).toArray();
    double spread = sharpes.length < 2 ? 0 : Numbers.std(sharpes);
    double against = sharpes.length < 2 ? 0 : spread * Numbers.largest(sharpes.length);
    return all.stream().map(each -> Numbers.psr(each.stitchedReturns(), against)).toList();
  }
}
