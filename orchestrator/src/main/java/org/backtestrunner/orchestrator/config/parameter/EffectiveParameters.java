package org.backtestrunner.orchestrator.config.parameter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of one run after merging: for every parameter of the worker the value of highest
 * precedence, if it has one.
 */
public final class EffectiveParameters {
  private static final String STRATEGY = "strategy";

  private final WorkerParameters worker;

  /** In the worker's order; null where there is no value. */
  private final ParameterValue[] values;

  private final String strategy;

  private EffectiveParameters(WorkerParameters worker, ParameterValue[] values) {
    this.worker = worker;
    this.values = values;
    this.strategy = find(STRATEGY).map(ParameterValue::normalised).orElse("");
  }

  /** The defaults of all parameters. */
  public static EffectiveParameters defaults(WorkerParameters worker) {
    ParameterValue[] values =
        worker.defaults().stream().map(d -> d.orElse(null)).toArray(ParameterValue[]::new);
    return new EffectiveParameters(worker, values);
  }

  /** These parameters with others above them, which are given by name. */
  public EffectiveParameters with(Map<String, ParameterValue> above) {
    ParameterValue[] merged = values.clone();
    above.forEach((name, value) -> merged[worker.position(name)] = value);
    return new EffectiveParameters(worker, merged);
  }

  /**
   * These parameters with others above them, as a manifest tells them: texts by name. What this
   * worker does not know is left out.
   */
  public EffectiveParameters withRecorded(Map<String, String> texts) {
    Map<String, ParameterValue> recorded = new LinkedHashMap<>();
    texts.forEach(
        (name, text) ->
            worker
                .find(name)
                .ifPresent(
                    parameter -> recorded.put(name, ParameterValue.recorded(parameter, text))));
    return with(recorded);
  }

  /** These parameters without the values of some; a name that is no parameter's is ignored. */
  public EffectiveParameters without(List<String> names) {
    ParameterValue[] left = values.clone();
    for (String name : names) {
      worker.find(name).ifPresent(parameter -> left[worker.position(name)] = null);
    }
    return new EffectiveParameters(worker, left);
  }

  /** All parameters of the worker, in its order. */
  public List<Parameter> parameters() {
    return worker.parameters();
  }

  /** All parameters of the worker, in the order of their names. */
  public List<Parameter> sortedByName() {
    return worker.sortedByName();
  }

  /** The parameters on which inputs that the worker prepares for this run depend. */
  public List<Parameter> preparedFrom() {
    return worker.preparedFrom().stream().map(this::parameter).filter(this::counts).toList();
  }

  /** The parameters on which a look at this run's inputs depends. */
  public List<Parameter> inspectedFrom() {
    return worker.inspectedFrom().stream().map(this::parameter).filter(this::isUsed).toList();
  }

  /** Whether a parameter names a small file, of which a batch keeps a copy. */
  public boolean isSmallInput(String name) {
    return worker.smallInputs().contains(name);
  }

  /** What must hold between two parameters. */
  List<Rule> rules() {
    return worker.rules();
  }

  /** The parameter of that name, which the worker must have. */
  public Parameter parameter(String name) {
    return worker.find(name).orElseThrow(() -> new IllegalArgumentException(name));
  }

  public Optional<ParameterValue> find(String name) {
    return worker.find(name).flatMap(this::find);
  }

  public Optional<ParameterValue> find(Parameter parameter) {
    ParameterValue value = values[worker.position(parameter.name())];
    boolean isMultiple = parameter.defaultTimes().isPresent();
    return isMultiple && value != null && value.isDefault()
        ? standard(parameter)
        : Optional.ofNullable(value);
  }

  /** The value of a run like this that sets none. */
  private Optional<ParameterValue> standard(Parameter parameter) {
    Optional<ParameterValue> single = worker.defaults().get(worker.position(parameter.name()));
    Optional<String> times =
        parameter
            .defaultTimes()
            .flatMap(worker::find)
            .filter(this::counts)
            .flatMap(this::find)
            .filter(factor -> !factor.isRefused())
            .map(ParameterValue::normalised);
    return times.isEmpty() ? single : single.map(value -> value.times(times.get()));
  }

  /** The strategy's name; empty where the run has none. */
  public String strategy() {
    return strategy;
  }

  /** Whether the run's worker knows a strategy of this name. */
  public boolean knowsStrategy(String name) {
    return worker
        .find(STRATEGY)
        .filter(parameter -> parameter.choices().contains(name))
        .isPresent();
  }

  /** Whether the run's strategy uses the parameter. */
  public boolean isUsed(Parameter parameter) {
    return parameter.isUsedBy(strategy);
  }

  /**
   * Whether the parameter can change the run's result: its strategy uses it, and the parameter
   * without which it counts for nothing is set.
   */
  public boolean counts(Parameter parameter) {
    Optional<Parameter> condition = parameter.onlyWith().flatMap(worker::find);
    return isUsed(parameter)
        && (condition.isEmpty()
            || (isUsed(condition.get()) && differsFromDefault(condition.get())));
  }

  /** Whether the parameter has a value, and one that no spelling of its default has. */
  public boolean differsFromDefault(Parameter parameter) {
    return !find(parameter)
        .map(ParameterValue::normalised)
        .equals(standard(parameter).map(ParameterValue::normalised));
  }

  /** Name and text as written of every parameter with a value, in the worker's order. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Parameter parameter : parameters()) {
      find(parameter).ifPresent(value -> texts.put(parameter.name(), value.text()));
    }
    return texts;
  }
}
