package org.backtestrunner.orchestrator.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.config.document.ConfigDocument;
import org.backtestrunner.orchestrator.config.document.ConfigException;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.ConfigSource;
import org.backtestrunner.orchestrator.config.document.Problems;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.grid.GridReader;
import org.backtestrunner.orchestrator.config.key.GivenOptions;
import org.backtestrunner.orchestrator.config.key.Values;
import org.backtestrunner.orchestrator.config.parameter.ParameterReader;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;
import org.backtestrunner.orchestrator.config.program.WorkerProgram;
import org.backtestrunner.orchestrator.config.run.InputPlaces;
import org.backtestrunner.orchestrator.config.run.RunSet;
import org.backtestrunner.orchestrator.config.source.CompiledStrategies;
import org.backtestrunner.orchestrator.config.source.SourceCompiler;
import org.backtestrunner.orchestrator.config.source.SourceKeys;
import org.backtestrunner.orchestrator.config.source.StrategySources;
import org.backtestrunner.orchestrator.file.EnvironmentException;

/** Reads a config file into a valid {@link BatchConfig}, or reports every problem at once. */
public final class ConfigReader {
  private ConfigReader() {}

  /**
   * @param file the config file as the user named it; {@code -} is standard input
   * @param options what the command line says instead of the file
   * @param workingDirectory where relative paths start; absolute
   * @param defaultWorkerJar the worker where the config names none
   * @param compiler makes what workers can use of strategies of the user's
   * @throws ConfigException with every problem of the config
   * @throws EnvironmentException if the worker jar cannot be used
   */
  public static BatchConfig read(
      Path file,
      GivenOptions options,
      Path workingDirectory,
      Path defaultWorkerJar,
      SourceCompiler compiler) {
    ConfigSource source = ConfigSource.read(file, workingDirectory);
    Problems problems = new Problems(source.name());
    Section root = new Section(ConfigDocument.read(source), "", problems);
    Values values = new Values(options, root);
    Optional<WorkerProgram> program =
        ConfigKeys.PROGRAM.read(
            values,
            workingDirectory,
            ConfigKeys.BATCH.outputRoot(values, workingDirectory),
            Set.copyOf(GridReader.KEYS.names()),
            problems);
    Path workerJar = workerJar(values, workingDirectory, defaultWorkerJar);
    Optional<CompiledStrategies> strategies =
        program.isPresent()
            ? Optional.empty()
            : strategies(values, workingDirectory, workerJar, compiler, problems);
    WorkerParameters worker =
        program
            .map(WorkerProgram::parameters)
            .or(() -> strategies.map(CompiledStrategies::parameters))
            .orElseGet(() -> WorkerParameters.read(workerJar));
    ParameterReader parameters = new ParameterReader(worker, ConfigKeys.names());
    parameters.refuseUnknown(root, ConfigKeys.names(), "base_args");
    long before = problems.size();
    RunSet runs =
        ConfigKeys.RUNS.read(
            values,
            List.of(ConfigKeys.BATCH.name().name()),
            worker,
            parameters,
            new InputPlaces(workingDirectory, directoryOf(file, workingDirectory)),
            problems);
    Optional<RunSet> soundRuns = problems.size() == before ? Optional.of(runs) : Optional.empty();
    BatchConfig config =
        new BatchConfig(
            source,
            workingDirectory,
            worker,
            program,
            strategies,
            ConfigKeys.BATCH.read(values, workingDirectory),
            runs,
            ConfigKeys.WALK_FORWARD.read(root, soundRuns, worker),
            ConfigKeys.EXECUTION.read(values, worker, problems),
            ConfigKeys.EXECUTOR.read(values, workingDirectory),
            ConfigKeys.ATTEMPTS.read(values),
            ConfigKeys.WORKERS.read(values),
            ConfigKeys.OUTPUTS.read(values, worker),
            ConfigKeys.CACHE.read(values, workingDirectory),
            ConfigKeys.LEDGER.read(
                values, workingDirectory, ConfigKeys.BATCH.outputRoot(values, workingDirectory)),
            ConfigKeys.REPORT.read(values));
    if (program.isPresent()) {
      ConfigKeys.WORKERS.refuseIn(root);
      ConfigKeys.SOURCES.refuseIn(root);
    }
    // Workers take one argument a line; relative input files start at the working directory.
    if (workingDirectory.toString().chars().anyMatch(Character::isISOControl)) {
      problems.add(
          0, "", "a path must not hold line breaks or control characters: " + workingDirectory);
    }
    problems.throwIfAny();
    return config;
  }

  private static Path workerJar(Values values, Path workingDirectory, Path defaultWorkerJar) {
    return ConfigKeys.WORKERS
        .jar(values, workingDirectory)
        .orElse(defaultWorkerJar)
        .toAbsolutePath();
  }

  /** Where sources are wrong, nothing else is told: every name that they declare would be too. */
  private static Optional<CompiledStrategies> strategies(
      Values values,
      Path workingDirectory,
      Path workerJar,
      SourceCompiler compiler,
      Problems problems) {
    Optional<StrategySources> sources = ConfigKeys.SOURCES.read(values, workingDirectory);
    if (sources.isEmpty()) {
      return Optional.empty();
    }
    CachePolicy cache = ConfigKeys.CACHE.read(values, workingDirectory);
    Problems ofSources = new Problems(problems.config());
    Optional<CompiledStrategies> compiled =
        compiler.compile(sources.get(), workerJar, cache.keeping(), ofSources);
    compiled.ifPresent(
        own ->
            GridReader.KEYS.names().stream()
                .filter(own.parameters().names()::contains)
                .forEach(
                    name ->
                        ofSources.add(
                            own.sources().line(),
                            SourceKeys.SOURCES,
                            "a parameter cannot be called "
                                + name
                                + ", which means something else in a grid")));
    ofSources.throwIfAny();
    return compiled;
  }

  /**
   * The parameters that the runs of a config may have, whatever else is wrong with it.
   *
   * @param file as of {@link #read}
   * @throws ConfigException where the strategies that it names cannot be used
   */
  public static WorkerParameters parameters(
      Path file, Path workingDirectory, Path defaultWorkerJar, SourceCompiler compiler) {
    ConfigSource source = ConfigSource.read(file, workingDirectory);
    Problems problems = new Problems(source.name());
    Mapping document = ConfigDocument.read(source);
    Values values = new Values(new Section(document, "", problems));
    Path workerJar = workerJar(values, workingDirectory, defaultWorkerJar);
    Optional<WorkerParameters> parameters =
        ConfigKeys.PROGRAM
            .parametersOf(document)
            .or(
                () ->
                    strategies(values, workingDirectory, workerJar, compiler, problems)
                        .map(CompiledStrategies::parameters));
    problems.throwIfAny();
    return parameters.orElseGet(() -> WorkerParameters.read(workerJar));
  }

  /**
   * The parameters that a config declares for a program of the user's, whatever else is wrong with
   * it; empty where it has none.
   *
   * @param file absolute
   */
  public static Optional<WorkerParameters> declaredParameters(Path file) {
    try {
      ConfigSource source = ConfigSource.read(file, file.getParent());
      return ConfigKeys.PROGRAM.parametersOf(ConfigDocument.read(source));
    } catch (ConfigException unreadable) {
      return Optional.empty();
    }
  }

  private static Path directoryOf(Path file, Path workingDirectory) {
    Path absolute = workingDirectory.resolve(file).toAbsolutePath();
    return absolute.getParent() == null ? absolute : absolute.getParent();
  }
}
