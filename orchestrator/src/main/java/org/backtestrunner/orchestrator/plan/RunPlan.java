package org.backtestrunner.orchestrator.plan;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;

/**
 * One backtest that is to be run.
 *
 * @param index its place in the batch, from 0
 * @param id unique in the batch
 * @param tags the user's labels
 * @param overrides what sets it apart, by name, as written: the overrides of a single run, the axis
 *     values of a grid run
 * @param source what of the config it comes from
 * @param effective its merged parameters
 * @param paramsHash equal for runs that compute the same; see {@link ParamsHash}
 */
public record RunPlan(
    int index,
    String id,
    List<String> tags,
    Map<String, String> overrides,
    Source source,
    EffectiveParameters effective,
    String paramsHash) {

  /** What every run of a grid is tagged with. */
  public static final String GRID_TAG = "grid_search";

  /**
   * Where a run comes from.
   *
   * @param key {@code runs}, {@code runs_file:12}, {@code grid}, or {@code grids.NAME}
   * @param labels the cases of a grid that it is one of, by axis
   */
  public record Source(String key, Map<String, String> labels) {
    private static final String GRID = "grid";

    public Source {
      labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /** Whether an axis or several have spanned the run. */
    public boolean isGrid() {
      return key.equals(GRID) || key.startsWith(GRID + "s.");
    }

    /** The name of the grid; empty where it has none. */
    public String gridName() {
      return isGrid() && !key.equals(GRID) ? key.substring(GRID.length() + 2) : "";
    }

    /** That of a run of which only tags are known. */
    public static Source ofTags(List<String> tags) {
      return new Source(tags.contains(GRID_TAG) ? GRID : "runs", Map.of());
    }
  }

  public RunPlan {
    tags = List.copyOf(tags);
    overrides = Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
  }

  /** Whether an axis or several have spanned it. */
  public boolean isOfGrid() {
    return source.isGrid();
  }

  /**
   * The effective parameters as written, defaults included, in the worker's order; a parameter
   * without a value is absent.
   */
  public Map<String, String> parameters() {
    return effective.texts();
  }

  /** The parameter's one spelling, if it has a value; see {@link #normalised}. */
  public Optional<String> find(String parameter) {
    return effective.find(parameter).map(ParameterValue::normalised);
  }

  /** The parameter's one spelling, such as {@code 0.6} where {@code 0.60} was written. */
  public String normalised(String parameter) {
    return find(parameter)
        .orElseThrow(() -> new IllegalArgumentException(id + " has no " + parameter));
  }

  /**
   * The input files that the run reads, by parameter name, absolute.
   *
   * @param workingDirectory where relative paths start; absolute
   */
  public Map<String, Path> inputFiles(Path workingDirectory) {
    Map<String, Path> files = new LinkedHashMap<>();
    for (Parameter parameter : effective.parameters()) {
      if (effective.isUsed(parameter)) {
        effective
            .find(parameter)
            .map(ParameterValue::normalised)
            .filter(parameter::isPath)
            .ifPresent(text -> files.put(parameter.name(), workingDirectory.resolve(text)));
      }
    }
    return files;
  }

  /**
   * What the worker is told: every parameter with a value that the strategy uses, defaults
   * included, in the worker's order and in its one spelling, input files as absolute paths.
   *
   * @param workingDirectory where relative paths start; absolute
   */
  public Map<String, String> workerParameters(Path workingDirectory) {
    Map<String, String> told = new LinkedHashMap<>();
    for (Parameter parameter : effective.parameters()) {
      if (effective.isUsed(parameter)) {
        effective
            .find(parameter)
            .map(ParameterValue::normalised)
            .ifPresent(
                text ->
                    told.put(
                        parameter.name(),
                        parameter.isPath(text) ? workingDirectory.resolve(text).toString() : text));
      }
    }
    return told;
  }

  /** Where its prices come from, in its one spelling; empty where it has no such parameter. */
  public Optional<String> priceFile() {
    return find("price_file").map(text -> Path.of(text).normalize().toString());
  }

  /** Where its random numbers start; empty where it has no such parameter. */
  public Optional<String> seed() {
    return find("seed");
  }

  /** The account's first value; empty where it has no such parameter. */
  public OptionalDouble startCapital() {
    return find("start_capital")
        .map(text -> OptionalDouble.of(Double.parseDouble(text)))
        .orElse(OptionalDouble.empty());
  }

  /** How many bars make a year, by which yearly figures are reckoned; above 0. */
  public double barsPerYear() {
    return Double.parseDouble(normalised("bars_per_year"));
  }

  /** How many bars make a day; 1 where a bar is a day. */
  public double barsPerDay() {
    return effective.parameters().stream()
        .filter(parameter -> parameter.name().equals("bars_per_day"))
        .filter(effective::counts)
        .findFirst()
        .flatMap(effective::find)
        .map(value -> Double.parseDouble(value.normalised()))
        .orElse(1.0);
  }

  public String strategy() {
    return effective.strategy();
  }
}
