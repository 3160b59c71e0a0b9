package org.backtestrunner.orchestrator.config.parameter;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.backtestrunner.orchestrator.config.document.ConfigDocument;
import org.backtestrunner.orchestrator.file.EnvironmentException;

/**
 * The parameters that a worker jar declares, in its order: read from a resource of the jar, without
 * starting a JVM for it.
 */
public final class WorkerParameters {
  public static final String RESOURCE = "META-INF/backtest-worker.json";

  private final Path jar;
  private final List<Parameter> parameters;
  private final List<Rule> rules;
  private final Map<String, String> strategies;
  private final Map<String, String> factors;
  private final Map<String, String> presets;
  private final List<String> preparedFrom;
  private final List<String> inspectedFrom;
  private final List<String> smallInputs;
  private final List<String> timedInputs;
  private final Optional<String> lag;
  private final List<String> outputs;
  private final boolean serves;
  private final boolean csvSafe;
  private final String document;
  private final Map<String, Parameter> byName = new LinkedHashMap<>();
  private final Map<String, Integer> positions = new LinkedHashMap<>();
  private final List<Parameter> sortedByName;
  private final List<Optional<ParameterValue>> defaults = new ArrayList<>();

  WorkerParameters(
      Path jar,
      List<Parameter> parameters,
      List<Rule> rules,
      Map<String, String> strategies,
      Map<String, String> factors,
      Map<String, String> presets,
      List<String> preparedFrom,
      List<String> inspectedFrom,
      List<String> smallInputs,
      List<String> timedInputs,
      Optional<String> lag,
      List<String> outputs,
      boolean serves,
      boolean csvSafe,
      String document)
      throws InvalidValueException {
    this.jar = jar;
    this.parameters = List.copyOf(parameters);
    this.rules = List.copyOf(rules);
    this.strategies = Collections.unmodifiableMap(new LinkedHashMap<>(strategies));
    this.factors = Collections.unmodifiableMap(new LinkedHashMap<>(factors));
    this.presets = Collections.unmodifiableMap(new LinkedHashMap<>(presets));
    this.preparedFrom = List.copyOf(preparedFrom);
    this.inspectedFrom = List.copyOf(inspectedFrom);
    this.smallInputs = List.copyOf(smallInputs);
    this.timedInputs = List.copyOf(timedInputs);
    this.lag = lag;
    this.outputs = List.copyOf(outputs);
    this.serves = serves;
    this.csvSafe = csvSafe;
    this.document = document;
    for (Parameter parameter : parameters) {
      positions.put(parameter.name(), byName.size());
      if (byName.put(parameter.name(), parameter) != null) {
        throw new InvalidValueException("it lists " + parameter.name() + " twice");
      }
      Optional<ParameterValue> value = Optional.empty();
      if (parameter.defaultText().isPresent()) {
        String text = parameter.defaultText().get();
        value = Optional.of(new ParameterValue(text, parameter.normalise(text), "", 0));
      }
      defaults.add(value);
    }
    for (Parameter parameter : parameters) {
      for (Optional<String> other : List.of(parameter.onlyWith(), parameter.defaultTimes())) {
        if (other.isPresent()) {
          require(other.get());
        }
      }
    }
    for (List<String> names : List.of(preparedFrom, inspectedFrom, smallInputs, timedInputs)) {
      for (String name : names) {
        require(name);
      }
    }
    for (Rule rule : rules) {
      require(rule.first());
      require(rule.second());
    }
    sortedByName = parameters.stream().sorted(Comparator.comparing(Parameter::name)).toList();
  }

  /**
   * The parameters that a config declares for a program of the user's.
   *
   * @param executable what is started
   */
  public static WorkerParameters declared(Path executable, List<Parameter> parameters)
      throws InvalidValueException {
    return new WorkerParameters(
        executable,
        parameters,
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        false,
        false,
        "");
  }

  /** What is said of a name that is none of them, without a hint. */
  String unknown() {
    return document.isEmpty()
        ? "unknown parameter, since worker_parameters does not declare it"
        : "unknown parameter";
  }

  private void require(String name) throws InvalidValueException {
    if (find(name).isEmpty()) {
      throw new InvalidValueException("it lacks " + name);
    }
  }

  /**
   * @param jar absolute path of a worker jar
   * @throws EnvironmentException if there is no such jar, or it is not a worker of this program
   */
  public static WorkerParameters read(Path jar) {
    return readExtended(jar, jar);
  }

  /**
   * The same of a worker that is given strategies and factors of the user's.
   *
   * @param list the jar with these, in which the whole list stands; absolute
   */
  public static WorkerParameters readExtended(Path jar, Path list) {
    try (ZipFile zip = new ZipFile(list.toFile())) {
      ZipEntry entry = zip.getEntry(RESOURCE);
      if (entry == null) {
        throw unusable(list, "it holds no " + RESOURCE);
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return WorkerResource.parse(jar, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new EnvironmentException("worker jar not found: " + jar);
    } catch (IOException e) {
      throw EnvironmentException.of("cannot read the worker jar", jar, e);
    } catch (InvalidValueException | ConfigDocument.SyntaxException | IllegalArgumentException e) {
      throw unusable(jar, e.getMessage());
    }
  }

  private static EnvironmentException unusable(Path jar, String reason) {
    return new EnvironmentException(
        "not a worker jar of this program: " + jar + ": " + reason + "; build both jars together");
  }

  /** The jar, as it was given; of a program of the user's the file that is started. */
  public Path jar() {
    return jar;
  }

  /** All parameters, in the worker's order. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** All parameters in the order of their names. */
  public List<Parameter> sortedByName() {
    return sortedByName;
  }

  /** What must hold between two parameters. */
  List<Rule> rules() {
    return rules;
  }

  /** A sentence for each strategy, by name in the worker's order. */
  public Map<String, String> strategies() {
    return strategies;
  }

  /** A sentence for each factor that the worker can compute, by name in the worker's order. */
  public Map<String, String> factors() {
    return factors;
  }

  /** A sentence for each format that comes with the worker, by name in the worker's order. */
  public Map<String, String> presets() {
    return presets;
  }

  /** Whether the worker can prepare inputs once for many runs. */
  public boolean canPrepare() {
    return !preparedFrom.isEmpty();
  }

  /** The parameters on which prepared inputs depend, by name in the worker's order. */
  List<String> preparedFrom() {
    return preparedFrom;
  }

  /** Whether the worker can look at inputs before any run is started. */
  public boolean canInspect() {
    return !inspectedFrom.isEmpty();
  }

  /** The parameters on which such a look depends, by name in the worker's order. */
  List<String> inspectedFrom() {
    return inspectedFrom;
  }

  /** The parameters that name small files, of which a batch keeps a copy. */
  List<String> smallInputs() {
    return smallInputs;
  }

  /** The parameters that name files of which each row has a date. */
  public List<String> timedInputs() {
    return timedInputs;
  }

  /** The parameter that says how many bars lie between a decision and its fill. */
  public Optional<String> lagParameter() {
    return lag;
  }

  /** Whether the worker can be told which of these files a run leaves. */
  public boolean canLeaveOut(List<String> files) {
    return outputs.containsAll(files);
  }

  /** Whether one JVM of the worker can execute several runs. */
  public boolean canServe() {
    return serves;
  }

  /** Whether the worker can be told to write files in which a spreadsheet finds no formula. */
  public boolean canBeCsvSafe() {
    return csvSafe;
  }

  /** The whole list as it stands in the jar: JSON; empty where a config has declared it. */
  public String document() {
    return document;
  }

  /** The names of all parameters, in the worker's order. */
  public Set<String> names() {
    return byName.keySet();
  }

  public Optional<Parameter> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The parameter's place in {@link #parameters()}. */
  int position(String name) {
    return positions.get(name);
  }

  /** The default of each parameter, in the order of {@link #parameters()}. */
  List<Optional<ParameterValue>> defaults() {
    return defaults;
  }
}
