package org.backtestrunner.worker.parameter;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of one run, checked, to be asked for by name. Rates are in basis points, money is
 * in account currency, dates are inclusive.
 *
 * <p>A question that the list does not provide for is a bug and answered by an {@link
 * IllegalArgumentException}: a name that is no parameter's, another type than the parameter's, a
 * parameter that the run's strategy is not declared to use. The last would be the worst: whoever
 * compares runs takes two for the same that differ in it.
 */
public final class RunParameters {
  private final ParameterList list;

  /** Checked texts by name; what has neither value nor default is not in it. */
  private final Map<String, String> texts;

  private final String strategy;

  private RunParameters(ParameterList list, Map<String, String> texts) {
    this.list = list;
    this.texts = texts;
    this.strategy = texts.get("strategy");
  }

  /**
   * Reads parameters from their texts.
   *
   * @param given values by name with underscores; what is missing takes its default
   * @throws UsageException for an unknown name, a missing or a bad value
   */
  public static RunParameters of(Map<String, String> given) {
    return of(Parameters.LIST, given);
  }

  /** The same for a list of parameters, of which one is {@code strategy}. */
  public static RunParameters of(ParameterList list, Map<String, String> given) {
    Map<String, String> texts = new HashMap<>(given);
    for (String name : given.keySet()) {
      if (!list.has(name)) {
        throw new UsageException("unknown parameter '" + name + "'");
      }
    }
    for (Parameter parameter : list.all()) {
      String text = texts.get(parameter.name());
      if (text != null) {
        parameter.check(text);
      } else if (parameter.isRequired() && parameter.strategies().isEmpty()) {
        throw new UsageException(parameter.option() + " is required: " + parameter.allowed());
      } else if (parameter.defaultValue().isPresent()) {
        texts.put(parameter.name(), parameter.defaultValue().get());
      }
    }
    RunParameters run = new RunParameters(list, texts);
    run.multiplyDefaults(given);
    run.checkPaths();
    run.checkRequired();
    for (Rule rule : list.rules()) {
      rule.check(run);
    }
    return run;
  }

  private void multiplyDefaults(Map<String, String> given) {
    for (Parameter parameter : list.all()) {
      if (parameter.defaultTimes().isPresent() && !given.containsKey(parameter.name())) {
        Parameter factor = list.get(parameter.defaultTimes().get());
        if (counts(factor)) {
          texts.put(parameter.name(), multiplied(parameter, factor));
        }
      }
    }
  }

  private String multiplied(Parameter parameter, Parameter factor) {
    double single = Double.parseDouble(parameter.defaultValue().orElseThrow());
    double times = Double.parseDouble(texts.get(factor.name()));
    return Double.toString(single * times);
  }

  /** The number of a parameter that counts where none is given. */
  public double standardNumber(String name) {
    Parameter parameter = list.get(name);
    if (parameter.defaultTimes().isPresent()) {
      Parameter factor = list.get(parameter.defaultTimes().get());
      if (counts(factor)) {
        return Double.parseDouble(multiplied(parameter, factor));
      }
    }
    return Double.parseDouble(parameter.defaultValue().orElseThrow());
  }

  private void checkPaths() {
    for (Parameter parameter : list.all()) {
      String text = texts.get(parameter.name());
      if (text != null && parameter.isPath(text)) {
        Parameter.path(parameter.option(), text);
      }
    }
  }

  private void checkRequired() {
    for (Parameter parameter : list.all()) {
      if (parameter.isRequired()
          && parameter.isUsedBy(strategy)
          && texts.get(parameter.name()) == null) {
        throw new UsageException(parameter.option() + " is required by --strategy " + strategy);
      }
    }
  }

  public String strategy() {
    return strategy;
  }

  /** The length of a bar. */
  public Frequency frequency() {
    return Frequency.of(text("freq"));
  }

  /** How many bars make a day, and a year. */
  public BarRate barRate() {
    int perDay = frequency() == Frequency.DAILY ? 1 : (int) integer("bars_per_day");
    return new BarRate(perDay, number("bars_per_year"));
  }

  /** The word that was chosen. */
  public String text(String choice) {
    return value(choice, Parameter.Type.CHOICE);
  }

  public double number(String name) {
    return Double.parseDouble(value(name, Parameter.Type.NUMBER));
  }

  public long integer(String name) {
    return Long.parseLong(value(name, Parameter.Type.INTEGER));
  }

  public LocalDate date(String name) {
    return Parameter.isoDate(value(name, Parameter.Type.DATE)).orElseThrow();
  }

  /** A file that the run must have. */
  public Path file(String name) {
    Optional<Path> file = findFile(name);
    if (file.isEmpty()) {
      throw new IllegalArgumentException("the run has no " + name);
    }
    return file.get();
  }

  /** A file that the run need not have. */
  public Optional<Path> findFile(String name) {
    Optional<String> text = find(name, Parameter.Type.FILE);
    Parameter parameter = list.get(name);
    return text.isPresent() && parameter.isPath(text.get())
        ? Optional.of(Parameter.path(parameter.option(), text.get()))
        : Optional.empty();
  }

  /** The files and directories that the strategy uses, by parameter, in the list's order. */
  public Map<String, Path> files() {
    Map<String, Path> files = new LinkedHashMap<>();
    for (Parameter parameter : list.all()) {
      if (parameter.type() == Parameter.Type.FILE && parameter.isUsedBy(strategy)) {
        Optional<Path> file = findFile(parameter.name());
        if (file.isPresent()) {
          files.put(parameter.name(), file.get());
        }
      }
    }
    return files;
  }

  /** The parameters on which prepared inputs depend, if the run's result depends on them. */
  public List<Parameter> prepared() {
    List<Parameter> prepared = new ArrayList<>();
    for (Parameter parameter : list.all()) {
      if (parameter.prepared().isPresent() && counts(parameter)) {
        prepared.add(parameter);
      }
    }
    return prepared;
  }

  /** Whether the run's result can depend on the parameter. */
  private boolean counts(Parameter parameter) {
    if (!parameter.isUsedBy(strategy)) {
      return false;
    }
    if (parameter.onlyWith().isEmpty()) {
      return true;
    }
    Parameter condition = list.get(parameter.onlyWith().get());
    Optional<String> text = used(condition.name());
    Optional<String> standard = condition.defaultValue();
    return text.isPresent()
        && (standard.isEmpty() || !text.get().equals(condition.canonical(standard.get())));
  }

  Parameter parameter(String name) {
    return list.get(name);
  }

  /** The value in its canonical spelling; empty where the strategy does not use it. */
  public Optional<String> used(String name) {
    Parameter parameter = list.get(name);
    String text = texts.get(name);
    return text != null && parameter.isUsedBy(strategy)
        ? Optional.of(parameter.canonical(text))
        : Optional.empty();
  }

  /** Whether the strategy uses the parameter, and the run has this value of it. */
  boolean uses(String name, String value) {
    Optional<String> text = used(name);
    return text.isPresent() && text.get().equals(list.get(name).canonical(value));
  }

  private String value(String name, Parameter.Type type) {
    Optional<String> text = find(name, type);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the run has no " + name);
    }
    return text.get();
  }

  private Optional<String> find(String name, Parameter.Type type) {
    Parameter parameter = list.get(name);
    if (parameter.type() != type) {
      throw new IllegalArgumentException(
          name + " is of type " + parameter.type().label() + ", not " + type.label());
    }
    if (!parameter.isUsedBy(strategy)) {
      throw new IllegalArgumentException(
          name + " is not declared to be used by strategy " + strategy);
    }
    return Optional.ofNullable(texts.get(name));
  }
}
