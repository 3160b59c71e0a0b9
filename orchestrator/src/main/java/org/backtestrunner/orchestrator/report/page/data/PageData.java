package org.backtestrunner.orchestrator.report.page.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Axis;
import org.backtestrunner.orchestrator.analysis.statistic.Overfitting;
import org.backtestrunner.orchestrator.report.page.curve.CurveSample;
import org.backtestrunner.orchestrator.report.page.model.GridView;
import org.backtestrunner.orchestrator.report.page.model.PageModel;
import org.backtestrunner.orchestrator.report.page.model.RunColumn;

/** The data of a page. A run is named by its place in the ranking, its row. */
public final class PageData {
  /** Of larger batches the page has the standard numbers alone. */
  private static final int MOST_WITH_FURTHER = 2_000;

  private static final double SHARPE_UNIT = 1e3;

  private final PageModel page;
  private final List<String> strings = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();

  private PageData(PageModel page) {
    this.page = page;
  }

  /** The text of one JSON object. */
  public static String json(PageModel page) {
    return CompactJson.of(new PageData(page).members());
  }

  private Map<String, Object> members() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("metric", page.metric().name());
    all.put("linked", page.isLinked());
    page.best().ifPresent(run -> all.put("best", page.row(run)));
    page.benchmark().ifPresent(run -> all.put("benchmark", page.row(run)));
    all.put("usable", page.analysis().sets().usableBenchmark().isPresent());
    all.put("columns", columns().stream().map(PageData::column).toList());
    all.put("rows", rows());
    all.put("axes", axes());
    all.put("grids", page.grids().stream().map(this::grid).toList());
    all.put("x", CompactJson.differences(page.curves().dates(), CurveSample.NONE));
    page.curves()
        .bands()
        .ifPresent(
            bands ->
                all.put("bands", bands.quantiles().stream().map(PageData::differences).toList()));
    all.put("curves", curves());
    all.put("walks", walks());
    page.analysis().overfitting().ifPresent(found -> all.put("splits", splits(found)));
    all.put("parameters", parameterNames());
    if (columns().size() < RunColumn.all().size()) {
      Map<String, Object> further = new LinkedHashMap<>();
      RunColumn.FURTHER.forEach(column -> further.put(column.name(), column(column)));
      all.put("further", further);
    }
    // What refers to them stands above.
    all.put("strings", strings);
    return all;
  }

  private static List<OptionalInt> differences(int[] numbers) {
    return CompactJson.differences(numbers, CurveSample.NONE);
  }

  private List<RunColumn> columns() {
    return page.ranking().size() <= MOST_WITH_FURTHER ? RunColumn.all() : RunColumn.STANDARD;
  }

  private static Map<String, Object> column(RunColumn column) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", column.name());
    members.put("meaning", column.meaning());
    members.put("decimals", column.form().decimals());
    members.put("unit", column.form().unit());
    members.put("smaller", column.isSmallerBetter());
    return members;
  }

  private int string(String text) {
    return places.computeIfAbsent(
        text,
        added -> {
          strings.add(added);
          return strings.size() - 1;
        });
  }

  private Map<String, Object> rows() {
    List<AnalysedRun> ranking = page.ranking();
    Map<String, Object> rows = new LinkedHashMap<>();
    rows.put("run", ranking.stream().map(AnalysedRun::index).toList());
    rows.put("id", ranking.stream().map(AnalysedRun::id).toList());
    rows.put(
        "label",
        ranking.stream()
            .map(
                run ->
                    page.label(run).equals(run.id())
                        ? Optional.empty()
                        : Optional.of(page.label(run)))
            .toList());
    rows.put(
        "tags", ranking.stream().map(run -> string(String.join(" ", run.plan().tags()))).toList());
    rows.put("status", ranking.stream().map(run -> string(status(run))).toList());
    rows.put(
        "failed", ranking.stream().map(run -> run.result().failure().isPresent() ? 1 : 0).toList());
    List<Object> numbers = new ArrayList<>();
    for (RunColumn column : columns()) {
      numbers.add(ranking.stream().map(run -> column.digits(page.analysis(), run)).toList());
    }
    rows.put("numbers", numbers);
    return rows;
  }

  private static String status(AnalysedRun run) {
    return run.result()
        .failure()
        .map(failure -> failure.status().label() + ", " + failure.cause().label())
        .orElse(run.result().status().label());
  }

  /** Names under which a filter finds an axis. */
  private Map<String, String> axes() {
    Map<String, String> axes = new LinkedHashMap<>();
    page.grids().stream()
        .flatMap(grid -> grid.axes().stream())
        .forEach(axis -> axes.put(axis.name(), page.labels().axis(axis)));
    return axes;
  }

  private Map<String, Object> grid(GridView grid) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("axes", grid.axes().stream().map(PageData::axis).toList());
    grid.best().ifPresent(run -> members.put("best", page.row(run)));
    List<AnalysedRun> planned =
        grid.points().values().stream()
            .flatMap(point -> point.planned().stream())
            .sorted((one, other) -> one.index() - other.index())
            .toList();
    members.put("rows", planned.stream().map(page::row).toList());
    members.put(
        "places",
        planned.stream().map(run -> grid.place(run).stream().mapToInt(p -> p).toArray()).toList());
    members.put("points", grid.pointRuns().stream().map(page::row).toList());
    return members;
  }

  private static Map<String, Object> axis(Axis axis) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", axis.name());
    members.put("ordered", axis.isOrdered());
    members.put("values", axis.values());
    return members;
  }

  private Map<String, Object> curves() {
    RunDetails details = new RunDetails(page, this::string, parameterNames());
    Map<String, Object> curves = new LinkedHashMap<>();
    for (AnalysedRun run : page.ranking()) {
      CurveSample sample = page.curves().samples().get(run.index());
      if (sample != null) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("e", differences(CurveSample.coded(sample.growth())));
        members.put("d", differences(CurveSample.coded(sample.drawdown())));
        members.putAll(details.of(run, page.curves().sheets().get(run.index())));
        if (columns().size() < RunColumn.all().size()) {
          members.put("further", further(run));
        }
        curves.put(Integer.toString(page.row(run)), members);
      }
    }
    return curves;
  }

  /** The growth of each walk-forward; none of one without a curve. */
  private List<List<OptionalInt>> walks() {
    return page.origin().walkForwards().stream()
        .map(
            each ->
                each.days().length == 0
                    ? List.<OptionalInt>of()
                    : differences(
                        CurveSample.coded(
                            page.curves().sample(each.days(), each.equity()).growth())))
        .toList();
  }

  /** The numbers of a run that stand nowhere else. */
  private Map<String, Object> further(AnalysedRun run) {
    Map<String, Object> members = new LinkedHashMap<>();
    RunColumn.FURTHER.forEach(
        column -> members.put(column.name(), column.digits(page.analysis(), run)));
    return members;
  }

  private List<String> parameterNames() {
    return page.ranking().stream()
        .filter(page::hasCurve)
        .flatMap(run -> run.plan().parameters().keySet().stream())
        .distinct()
        .toList();
  }

  private static List<int[]> splits(Overfitting found) {
    return List.of(
        found.examples().stream().mapToInt(split -> sharpe(split.seen())).toArray(),
        found.examples().stream().mapToInt(split -> sharpe(split.unseen())).toArray());
  }

  private static int sharpe(double value) {
    return (int) Math.rint(SHARPE_UNIT * value);
  }
}
