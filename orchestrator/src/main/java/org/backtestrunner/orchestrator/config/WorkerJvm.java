package org.backtestrunner.orchestrator.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.MemorySize;
import org.backtestrunner.orchestrator.config.key.ScalarType;
import org.backtestrunner.orchestrator.config.key.SchemaNode;
import org.backtestrunner.orchestrator.config.key.Values;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/**
 * The JVM of each worker.
 *
 * @param memory its heap limit; absent: the JVM's own choice
 * @param arguments come last and so win over ours
 */
public record WorkerJvm(Optional<MemorySize> memory, List<String> arguments) {

  public WorkerJvm {
    arguments = List.copyOf(arguments);
  }

  static final class Keys extends KeyGroup {
    /** They would start something else than the worker. */
    private static final List<String> NOT_ALLOWED =
        List.of(
            "-jar",
            "-cp",
            "-classpath",
            "--class-path",
            "-m",
            "--module",
            "-version",
            "--version",
            "-help",
            "--help",
            "-h",
            "-?",
            "--dry-run");

    private static final ScalarType<String> ARGUMENT =
        new ScalarType<>(
            "JVM argument",
            "",
            true,
            Keys::parseArgument,
            argument -> argument,
            SchemaNode.ofTypes("string").with("pattern", "^-"));

    private final Key<Path> jar =
        path("worker_jar").otherwise("that of the program").says("The worker to launch.");

    private final Key<MemorySize> memory =
        memory("worker_memory")
            .otherwise("the JVM's own choice")
            .says(
                "The heap limit of each worker, such as 512m or 2g."
                    + " No more workers run at once than memory allows.");

    private final Key<List<String>> arguments =
        list("worker_jvm_args", "list of JVM arguments", ARGUMENT)
            .standard(List.of())
            .says(
                "Arguments of each worker's JVM, one an item, which win over those of the program."
                    + " Where they change, --resume executes a run again.");

    Keys() {
      super("Workers");
    }

    /** The jar that the config names; absolute. */
    Optional<Path> jar(Values values, Path workingDirectory) {
      return values.find(jar).map(workingDirectory::resolve);
    }

    /** Refuses what counts for no program of the user's. */
    void refuseIn(Section root) {
      for (String name : names()) {
        root.find(name)
            .ifPresent(
                entry ->
                    root.refuse(entry, "counts for our worker alone, not with worker_command"));
      }
    }

    WorkerJvm read(Values values) {
      return new WorkerJvm(values.find(memory), values.get(arguments));
    }

    private static String parseArgument(String text) throws InvalidValueException {
      if (!text.startsWith("-") || NOT_ALLOWED.contains(text.replaceFirst("=.*", ""))) {
        throw new InvalidValueException(
            "must be an argument of a JVM such as -Xss4m, not " + Problem.quote(text));
      }
      return text;
    }
  }
}
