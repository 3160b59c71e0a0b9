package org.backtestrunner.orchestrator.analysis.set;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.config.parameter.DecimalText;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterType;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;

/** A parameter that takes several values among the planned runs of a grid, or a label that does. */
public final class Axis {
  private static final String SEED = "seed";

  private final String name;

  /** Empty: it is a label. */
  private final Optional<Parameter> parameter;

  private final boolean assumption;
  private final boolean ordered;

  /** The one spelling of each value, in the order of the axis. */
  private final List<String> identities;

  /** The same as first written. */
  private final List<String> values;

  private Axis(
      String name,
      Optional<Parameter> parameter,
      boolean assumption,
      boolean ordered,
      Map<String, String> written) {
    this.name = name;
    this.parameter = parameter;
    this.assumption = assumption;
    this.ordered = ordered;
    this.identities = List.copyOf(written.keySet());
    this.values = List.copyOf(written.values());
  }

  /** The axis of a parameter; empty where the runs have less than two values of it. */
  static Optional<Axis> of(Parameter parameter, List<AnalysedRun> runs) {
    Map<String, String> written = new LinkedHashMap<>();
    for (AnalysedRun run : runs) {
      value(parameter, run)
          .ifPresent(value -> written.putIfAbsent(value.normalised(), value.text()));
    }
    if (written.size() < 2) {
      return Optional.empty();
    }
    Optional<Comparator<String>> order = order(parameter, written.keySet().stream().toList());
    Map<String, String> sorted = new LinkedHashMap<>();
    List<String> identities = new ArrayList<>(written.keySet());
    order.ifPresent(identities::sort);
    identities.forEach(identity -> sorted.put(identity, written.get(identity)));
    boolean ordered = order.isPresent() && !parameter.name().equals(SEED);
    return Optional.of(
        new Axis(
            parameter.name(), Optional.of(parameter), parameter.assumption(), ordered, sorted));
  }

  /**
   * The axis of a label; empty where the runs have less than two values of it. It is an assumption
   * if all parameters are that it decides.
   */
  static Optional<Axis> ofLabel(String label, List<Parameter> parameters, List<AnalysedRun> runs) {
    Map<String, String> values = new LinkedHashMap<>();
    runs.forEach(run -> label(label, run).ifPresent(value -> values.put(value, value)));
    boolean assumption =
        parameters.stream()
            .filter(parameter -> decides(label, parameter, runs))
            .allMatch(Parameter::assumption);
    return values.size() < 2
        ? Optional.empty()
        : Optional.of(new Axis(label, Optional.empty(), assumption, false, values));
  }

  /**
   * Whether a parameter has one value for each value of a label, and not the same for all of them.
   */
  static boolean decides(String label, Parameter parameter, List<AnalysedRun> runs) {
    Map<Optional<String>, Optional<String>> byLabel = new HashMap<>();
    for (AnalysedRun run : runs) {
      Optional<String> value = value(parameter, run).map(ParameterValue::normalised);
      Optional<String> first = byLabel.putIfAbsent(label(label, run), value);
      if (first != null && !first.equals(value)) {
        return false;
      }
    }
    return byLabel.values().stream().distinct().count() > 1;
  }

  private static Optional<String> label(String label, AnalysedRun run) {
    return Optional.ofNullable(run.plan().source().labels().get(label));
  }

  private Optional<String> identity(AnalysedRun run) {
    return parameter.isPresent()
        ? value(parameter.get(), run).map(ParameterValue::normalised)
        : label(name, run);
  }

  /** What a run has, if its strategy uses the parameter. */
  private static Optional<ParameterValue> value(Parameter parameter, AnalysedRun run) {
    EffectiveParameters effective = run.plan().effective();
    return effective.counts(parameter) ? effective.find(parameter) : Optional.empty();
  }

  /** The order of values that have one; others stand as they first appear. */
  private static Optional<Comparator<String>> order(Parameter parameter, List<String> values) {
    if (values.stream().allMatch(DecimalText::isDecimal)) {
      return Optional.of(Comparator.comparing(BigDecimal::new));
    }
    if (values.stream().allMatch(Axis::isDate)) {
      return Optional.of(Comparator.comparing(LocalDate::parse));
    }
    return parameter.type() == ParameterType.CHOICE && !parameter.naturalEnds().isEmpty()
        ? Optional.of(Comparator.comparingInt(parameter.choices()::indexOf))
        : Optional.empty();
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeException notADate) {
      return false;
    }
  }

  public String name() {
    return name;
  }

  /** Whether it is a label, and no parameter. */
  public boolean isLabel() {
    return parameter.isEmpty();
  }

  /** Whether one value lies beside another, so that there are steps between them. */
  public boolean isOrdered() {
    return ordered;
  }

  /** Whether it says what the world is like, and is nothing to choose. */
  public boolean isAssumption() {
    return assumption;
  }

  /** Whether it only changes the random draws. */
  public boolean isSeed() {
    return !isLabel() && name.equals(SEED);
  }

  /** In their order, as first written. */
  public List<String> values() {
    return values;
  }

  /** The place of a run's value among {@link #values}; empty where the run has none. */
  public OptionalInt place(AnalysedRun run) {
    int place = identity(run).map(identities::indexOf).orElse(-1);
    return place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
  }

  /** The place of a value in any of its spellings; empty if it is not one of the axis. */
  public OptionalInt placeOf(String text) {
    String identity = text;
    try {
      if (parameter.isPresent()) {
        identity = parameter.get().normalise(text);
      }
    } catch (InvalidValueException no) {
      return OptionalInt.empty();
    }
    int place = identities.indexOf(identity);
    return place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
  }

  /** Whether a value is one that nobody could go beyond. */
  public boolean isNaturalEnd(int place) {
    return parameter.map(p -> p.naturalEnds().contains(identities.get(place))).orElse(false);
  }
}
