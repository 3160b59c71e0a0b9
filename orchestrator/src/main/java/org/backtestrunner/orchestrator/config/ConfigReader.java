package org.backtestrunner.orchestrator.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.config.document.ConfigDocument;
import org.backtestrunner.orchestrator.config.document.ConfigException;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Scalar;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Sequence;
import org.backtestrunner.orchestrator.config.document.ConfigSource;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Problems;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.InputPath;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.NearestName;
import org.backtestrunner.orchestrator.config.parameter.ParameterReader;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;
import org.backtestrunner.orchestrator.config.run.Grid;
import org.backtestrunner.orchestrator.config.run.GridReader;
import org.backtestrunner.orchestrator.config.run.RunChecks;
import org.backtestrunner.orchestrator.config.run.RunDeclaration;
import org.backtestrunner.orchestrator.config.run.RunIds;
import org.backtestrunner.orchestrator.config.run.RunsReader;
import org.backtestrunner.orchestrator.file.EnvironmentException;

/** Reads a config file into a valid {@link BatchConfig}, or reports every problem at once. */
public final class ConfigReader {
  public static final List<String> KEYS =
      List.of(
          "batch_name",
          "description",
          "output_root",
          "seed",
          "max_workers",
          "max_runs",
          "fail_fast",
          "timeout_per_run",
          "retries",
          "retry_backoff",
          "retry_timeouts",
          "circuit_breaker",
          "worker_memory",
          "worker_jar",
          "worker_jvm_args",
          "cache_dir",
          "cache_size",
          "base_args",
          "runs",
          "grid");

  public static final Pattern BATCH_NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  public static final String DEFAULT_OUTPUT_ROOT = "output/batch_backtests";
  public static final int DEFAULT_MAX_WORKERS = 4;
  public static final int DEFAULT_MAX_RUNS = 10_000;
  public static final int MOST_RUNS = 1_000_000;
  public static final boolean DEFAULT_CIRCUIT_BREAKER = true;

  private final ConfigSource source;
  private final Path workingDirectory;
  private final Problems problems;
  private final Section root;

  private ConfigReader(ConfigSource source, Path workingDirectory) {
    this.source = source;
    this.workingDirectory = workingDirectory;
    this.problems = new Problems(source.name());
    this.root = new Section(ConfigDocument.read(source), "", problems);
  }

  /**
   * @param file the config file as the user named it: {@code .yaml}, {@code .yml} or {@code .json}
   * @param overrides what the command line says about the batch
   * @param workingDirectory where relative paths start; absolute
   * @param defaultWorkerJar the worker where the config names none
   * @throws ConfigException with every problem of the config
   * @throws EnvironmentException if the worker jar cannot be used
   */
  public static BatchConfig read(
      Path file, ConfigOverrides overrides, Path workingDirectory, Path defaultWorkerJar) {
    ConfigSource source = ConfigSource.read(file, workingDirectory);
    return new ConfigReader(source, workingDirectory).read(overrides, defaultWorkerJar);
  }

  private BatchConfig read(ConfigOverrides overrides, Path defaultWorkerJar) {
    WorkerParameters worker =
        WorkerParameters.read(path("worker_jar").orElse(defaultWorkerJar).toAbsolutePath());
    ParameterReader parameters = new ParameterReader(worker, KEYS);
    checkKeys(parameters);
    String batchName = batchName();
    Path configuredRoot = path("output_root").orElse(workingDirectory.resolve(DEFAULT_OUTPUT_ROOT));
    int configuredWorkers =
        (int) root.integer("max_workers", 1, Integer.MAX_VALUE).orElse(DEFAULT_MAX_WORKERS);
    int maxRuns = (int) root.integer("max_runs", 1, MOST_RUNS).orElse(DEFAULT_MAX_RUNS);
    boolean failFast = root.flag("fail_fast");
    Optional<ParameterValue> seed =
        root.find("seed")
            .flatMap(
                entry -> parameters.find(root, entry).map(p -> parameters.read(p, root, entry)));
    Optional<Map<String, ParameterValue>> baseArgs =
        root.section("base_args").map(parameters::readAll);
    List<RunDeclaration> runs = new RunsReader(parameters, problems).read(root);
    if (runs.size() > maxRuns) {
      root.refuse(
          root.find("runs").orElseThrow(),
          runs.size() + " runs are more than max_runs (" + maxRuns + ")");
    }
    Optional<Grid> grid = new GridReader(parameters).read(root, runs.size(), maxRuns);
    checkThatThereAreRuns();
    RunIds.check(runs, grid, problems);
    baseArgs.ifPresent(
        base -> checkRuns(BatchConfig.common(worker, seed, base), runs, grid, parameters));
    Optional<MemorySize> workerMemory = memory("worker_memory");
    List<String> workerJvmArguments = new JvmArgumentsReader(root).read();
    CachePolicy cache = cache(overrides);
    AttemptPolicy attempts = attempts();
    boolean circuitBreaker = root.onOff("circuit_breaker", DEFAULT_CIRCUIT_BREAKER);
    String description = description();
    Path outputRoot = overrides.outputRoot().map(workingDirectory::resolve).orElse(configuredRoot);
    checkThatItFitsOneLine(outputRoot);
    problems.throwIfAny();
    return new BatchConfig(
        source,
        worker,
        workingDirectory,
        batchName,
        description,
        outputRoot,
        seed,
        overrides.serial() ? 1 : overrides.maxWorkers().orElse(configuredWorkers),
        overrides.failFast() || failFast,
        attempts.overriddenBy(overrides),
        circuitBreaker,
        workerMemory,
        workerJvmArguments,
        cache,
        maxRuns,
        baseArgs.orElseThrow(),
        runs,
        grid);
  }

  private void checkKeys(ParameterReader parameters) {
    for (Entry entry : root.entries()) {
      if (!KEYS.contains(entry.key()) && !parameters.refuseMisplaced(root, entry, "base_args")) {
        root.refuse(entry, "unknown key" + NearestName.hint(entry.key(), KEYS));
      }
    }
  }

  private String batchName() {
    Optional<Entry> entry = root.find("batch_name");
    if (entry.isEmpty()) {
      problems.add(1, "batch_name", "missing; every batch needs a name");
    }
    Optional<String> name = root.text("batch_name");
    if (name.isPresent() && !BATCH_NAME.matcher(name.get()).matches()) {
      root.refuse(
          entry.orElseThrow(),
          "must be at most 100 letters A-Z, a-z, digits, _ and -, not "
              + Problem.quote(name.get()));
    }
    return name.orElse("");
  }

  private String description() {
    return root.text("description").orElse("");
  }

  private Optional<Path> path(String key) {
    Optional<Entry> entry = root.find(key);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> text = root.textOfOneLine(entry.get().value(), key, entry.get().line());
    try {
      if (text.isPresent() && text.get().isBlank()) {
        throw new InvalidValueException("must not be empty");
      }
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(InputPath.resolve(workingDirectory, text.get()));
    } catch (InvalidValueException e) {
      root.refuse(entry.get(), e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<MemorySize> memory(String key) {
    Optional<String> text = root.text(key);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(MemorySize.parse(text.get()));
    } catch (InvalidValueException e) {
      root.refuse(root.find(key).orElseThrow(), e.getMessage());
      return Optional.empty();
    }
  }

  private CachePolicy cache(ConfigOverrides overrides) {
    Optional<Path> configured = path("cache_dir");
    return new CachePolicy(
        !overrides.noCache(),
        overrides.cacheDirectory().map(workingDirectory::resolve).or(() -> configured),
        memory("cache_size").orElse(CachePolicy.DEFAULT_BOUND));
  }

  private AttemptPolicy attempts() {
    return new AttemptPolicy(
        duration("timeout_per_run"),
        (int) root.integer("retries", 0, AttemptPolicy.MOST_RETRIES).orElse(0),
        duration("retry_backoff").orElse(AttemptPolicy.DEFAULT_BACKOFF),
        root.flag("retry_timeouts"));
  }

  private Optional<Duration> duration(String key) {
    try {
      return root.text(key).map(DurationText::parse);
    } catch (IllegalArgumentException e) {
      root.refuse(root.find(key).orElseThrow(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Workers take one argument a line; relative input files start at the working directory. */
  private void checkThatItFitsOneLine(Path outputRoot) {
    for (Path path : List.of(outputRoot, workingDirectory)) {
      if (path.toString().chars().anyMatch(Character::isISOControl)) {
        problems.add(0, "", "a path must not hold line breaks or control characters: " + path);
      }
    }
  }

  private void checkThatThereAreRuns() {
    if (isEmpty("runs") && isEmpty("grid")) {
      int line = root.find("runs").or(() -> root.find("grid")).map(Entry::line).orElse(1);
      problems.add(line, "runs", "neither runs nor grid: there is nothing to run; write one");
    }
  }

  /** Whether there is nothing under the key; a value of a wrong kind counts as something. */
  private boolean isEmpty(String key) {
    Optional<ConfigNode> node = root.find(key).map(Entry::value);
    return node.isEmpty()
        || (node.get() instanceof Scalar scalar && scalar.isNull())
        || (node.get() instanceof Mapping mapping && mapping.entries().isEmpty())
        || (node.get() instanceof Sequence sequence && sequence.items().isEmpty());
  }

  private void checkRuns(
      EffectiveParameters common,
      List<RunDeclaration> runs,
      Optional<Grid> grid,
      ParameterReader parameters) {
    RunChecks checks = new RunChecks(workingDirectory, parameters, problems);
    for (RunDeclaration run : runs) {
      checks.check(run.over(common), run.line(), run.path());
    }
    if (grid.isPresent()) {
      for (int i = 0; i < grid.get().size(); i++) {
        checks.check(common.with(grid.get().overrides(i)), grid.get().line(), "grid");
      }
    } else if (root.find("grid").map(Entry::value).orElse(null) instanceof Mapping refused) {
      checks.checkShared(common.without(refused.entries().stream().map(Entry::key).toList()));
    }
    checks.finish();
  }
}
