package org.backtestrunner.orchestrator.launch.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.Problems;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;
import org.backtestrunner.orchestrator.config.source.CompiledStrategies;
import org.backtestrunner.orchestrator.config.source.SourceCompiler;
import org.backtestrunner.orchestrator.config.source.SourceKeys;
import org.backtestrunner.orchestrator.config.source.StrategySources;
import org.backtestrunner.orchestrator.file.DirectoryTree;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.launch.cache.CacheDirectory;
import org.backtestrunner.orchestrator.launch.command.WorkerCommand;
import org.backtestrunner.orchestrator.launch.execute.Dialogue;
import org.backtestrunner.shared.file.FileDigest;
import org.backtestrunner.shared.file.Sha256;

/**
 * Compiles with the compiler of the JDK that runs this program, into a jar that is named by all
 * that it depends on. What is in it, a worker is asked: no code of the user's runs in this process.
 */
public final class StrategyCompiler implements SourceCompiler {
  /** What a class does before it is asked for anything should take no time at all. */
  private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

  private static final String ERROR = "ERROR ";

  @Override
  public Optional<CompiledStrategies> compile(
      StrategySources sources, Path workerJar, Keeping keeping, Problems problems) {
    // Said first of all: without such a worker, every line of a source would be wrong.
    WorkerParameters.read(workerJar);
    try {
      Optional<CacheDirectory> cache = cache(keeping);
      String name = "strategies-" + key(sources, workerJar) + ".jar";
      if (cache.isPresent()) {
        Path kept = cache.get().path().resolve(name);
        Optional<CompiledStrategies> known = read(kept, workerJar, sources);
        if (known.isPresent()) {
          CacheDirectory.noteUse(kept);
          return known;
        }
      }
      Path scratch = cache.isPresent() ? cache.get().newScratch() : temporary();
      try {
        Optional<Path> made = make(sources, workerJar, scratch, problems);
        if (made.isEmpty()) {
          return Optional.empty();
        }
        Path place = (cache.isPresent() ? cache.get().path() : temporary()).resolve(name);
        if (cache.isPresent()) {
          CacheDirectory.noteUse(place);
        } else {
          place.toFile().deleteOnExit();
        }
        Files.move(made.get(), place, StandardCopyOption.ATOMIC_MOVE);
        return Optional.of(compiled(place, workerJar, sources));
      } finally {
        DirectoryTree.delete(scratch);
      }
    } catch (IOException failure) {
      throw EnvironmentException.of(
          "cannot write the compiled strategies below",
          Path.of(System.getProperty("java.io.tmpdir")),
          failure);
    }
  }

  private static Optional<CacheDirectory> cache(Keeping keeping) {
    return Optional.of(keeping)
        .filter(Keeping::enabled)
        .flatMap(k -> k.directory().or(() -> CacheDirectory.usual(System.getenv())))
        .map(path -> new CacheDirectory(path, keeping.mostBytes()))
        .filter(found -> found.objection().isEmpty());
  }

  /** A directory that ends with this process. */
  private static Path temporary() throws IOException {
    Path directory = Files.createTempDirectory("backtest-strategies-");
    directory.toFile().deleteOnExit();
    return directory;
  }

  private static String key(StrategySources sources, Path workerJar) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("worker ").append(FileDigest.of(workerJar).sha256()).append('\n');
    text.append("java ").append(Runtime.version()).append('\n');
    for (Map.Entry<String, Path> file : sources.files().entrySet()) {
      text.append(file.getKey()).append(' ').append(FileDigest.of(file.getValue()).sha256());
      text.append('\n');
    }
    return Sha256.of(text.toString());
  }

  /** What an earlier batch has made; empty where there is none, or it is damaged. */
  private static Optional<CompiledStrategies> read(
      Path jar, Path workerJar, StrategySources sources) throws IOException {
    if (!CacheDirectory.isOwn(jar)) {
      return Optional.empty();
    }
    try {
      return Optional.of(compiled(jar, workerJar, sources));
    } catch (EnvironmentException damaged) {
      return Optional.empty();
    }
  }

  private static CompiledStrategies compiled(Path jar, Path workerJar, StrategySources sources)
      throws IOException {
    WorkerParameters parameters = WorkerParameters.readExtended(workerJar, jar);
    FileDigest digest = FileDigest.of(jar);
    return new CompiledStrategies(jar, digest.sha256(), digest.bytes(), sources, parameters);
  }

  private static Optional<Path> make(
      StrategySources sources, Path workerJar, Path scratch, Problems problems) throws IOException {
    Path classes = Files.createDirectory(scratch.resolve("classes"));
    if (!sources.javaFiles().isEmpty()) {
      if (ModuleLayer.boot().findModule("jdk.compiler").isEmpty()) {
        problems.add(
            sources.line(),
            SourceKeys.SOURCES,
            "Java sources need a JDK, of which the Java at "
                + System.getProperty("java.home")
                + " has only what runs programs: use a JDK, or name a jar");
        return Optional.empty();
      }
      if (!JavaSources.compile(sources, workerJar, classes, problems)) {
        return Optional.empty();
      }
    }
    for (Path jar : sources.jars().values()) {
      StrategyJar.unpack(jar, classes);
    }
    Path plain = scratch.resolve("plain.jar");
    StrategyJar.pack(classes, plain);
    Optional<String> complaint = declare(workerJar, plain, classes, scratch);
    if (complaint.isPresent()) {
      problems.add(sources.line(), SourceKeys.SOURCES, complaint.get());
      return Optional.empty();
    }
    Path complete = scratch.resolve("strategies.jar");
    StrategyJar.pack(classes, complete);
    return Optional.of(complete);
  }

  /**
   * Has a worker write down, among the classes, what they are.
   *
   * @return what is wrong with them
   */
  private static Optional<String> declare(Path workerJar, Path jar, Path classes, Path scratch) {
    WorkerCommand worker = WorkerCommand.alone(workerJar);
    try (Dialogue dialogue = Dialogue.begin(worker.forDeclaration(jar, classes), scratch)) {
      dialogue.ask("", TIME_LIMIT);
    } catch (IOException failure) {
      String message = String.valueOf(failure.getMessage());
      int error = message.indexOf(ERROR);
      return Optional.of(
          error >= 0
              ? message.substring(error + ERROR.length())
              : "cannot be looked at: " + message);
    }
    return Files.exists(classes.resolve(WorkerParameters.RESOURCE))
        ? Optional.empty()
        : Optional.of("the code ends the JVM before it can be asked what it is");
  }
}
