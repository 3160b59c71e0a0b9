package org.backtestrunner.orchestrator.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.MemorySize;
import org.backtestrunner.orchestrator.config.key.ScalarType;
import org.backtestrunner.orchestrator.config.key.SchemaNode;
import org.backtestrunner.orchestrator.config.key.Values;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.NearestName;

/** The keys below {@code executor}. */
final class ClusterKeys extends KeyGroup {
  private static final int MOST_RUNS = 10_000;
  private static final int MOST_TASKS = 1_000_000;
  private static final int MOST_CPUS = 1_024;

  /** What we say ourselves, and could not do without. */
  private static final Set<String> OURS =
      Set.of(
          "-a",
          "--array",
          "-J",
          "--job-name",
          "-o",
          "--output",
          "-e",
          "--error",
          "-D",
          "--chdir",
          "-W",
          "--wait",
          "-H",
          "--hold",
          "--parsable",
          "--wrap",
          "--requeue",
          "--no-requeue",
          "--open-mode",
          "--test-only");

  private static final ScalarType<ExecutorType> TYPE =
      new ScalarType<>(
          "word",
          String.join(", ", ExecutorType.labels()),
          false,
          ClusterKeys::parseType,
          ExecutorType::label,
          SchemaNode.ofTypes("string").with("enum", ExecutorType.labels()));

  private static final ScalarType<String> NAME =
      new ScalarType<>(
          "text",
          "",
          true,
          ClusterKeys::parseName,
          text -> text,
          SchemaNode.ofTypes("string", "number", "boolean").with("pattern", "\\S"));

  private static final ScalarType<String> ARGUMENT =
      new ScalarType<>(
          "argument of sbatch",
          "",
          true,
          ClusterKeys::parseArgument,
          text -> text,
          SchemaNode.ofTypes("string").with("pattern", "^-"));

  private final Key<ExecutorType> type =
      key("type", TYPE)
          .standard(ExecutorType.LOCAL)
          .says("What executes the runs; --executor takes precedence.");

  private final Key<Integer> runsPerTask =
      whole("runs_per_task", 1, MOST_RUNS)
          .standard(1)
          .says(
              "How many runs one task executes, one after another. A task costs a cluster about a"
                  + " second: pack short runs.");

  private final Key<Integer> tasksAtOnce =
      whole("tasks_at_once", 1, MOST_TASKS)
          .otherwise("what the cluster allows")
          .says("How many tasks may wait or run in the cluster at once.");

  private final Key<String> partition =
      key("partition", NAME).otherwise("the cluster's own").says("The partition of the tasks.");

  private final Key<String> account =
      key("account", NAME).otherwise("the user's own").says("Whose account the tasks are charged.");

  private final Key<String> qos =
      key("qos", NAME).otherwise("the cluster's own").says("Their quality of service.");

  private final Key<String> constraint =
      key("constraint", NAME).otherwise("none").says("The features that their nodes must have.");

  private final Key<MemorySize> memory =
      memory("memory")
          .otherwise("worker_memory and its overhead, else the cluster's own")
          .says("The memory of a task, the worker and what watches it.");

  private final Key<Integer> cpus =
      whole("cpus", 1, MOST_CPUS).standard(1).says("The processors of a task.");

  private final Key<Path> java =
      path("java")
          .otherwise("the one that runs this program")
          .says("The java executable, as the nodes see it.");

  private final Key<List<String>> sbatchArguments =
      list("sbatch_args", "list of arguments of sbatch", ARGUMENT)
          .standard(List.of())
          .says("Further arguments of sbatch, one an item, passed on as they are, last.");

  ClusterKeys() {
    super("Below `executor`");
  }

  /**
   * @param word the type, where it is said without this block
   */
  ExecutorPolicy read(Values values, Optional<ExecutorType> word, Path workingDirectory) {
    for (Entry each : values.file().entries()) {
      if (!names().contains(each.key())) {
        values.file().refuse(each, "unknown key" + NearestName.hint(each.key(), names()));
      }
    }
    ExecutorType written = values.get(type);
    return new ExecutorPolicy(
        word.orElse(written),
        values.get(runsPerTask),
        values.find(tasksAtOnce).map(OptionalInt::of).orElse(OptionalInt.empty()),
        values.find(partition),
        values.find(account),
        values.find(qos),
        values.find(constraint),
        values.find(memory),
        values.get(cpus),
        values.find(java).map(workingDirectory::resolve),
        values.get(sbatchArguments));
  }

  private static ExecutorType parseType(String text) throws InvalidValueException {
    return ExecutorType.find(text)
        .orElseThrow(() -> new InvalidValueException(ExecutorPolicy.refusal(text)));
  }

  private static String parseName(String text) throws InvalidValueException {
    if (text.isBlank()) {
      throw new InvalidValueException("must not be empty");
    }
    return text;
  }

  private static String parseArgument(String text) throws InvalidValueException {
    if (!text.startsWith("-")) {
      throw new InvalidValueException(
          "must be an argument of sbatch such as --exclusive, not " + Problem.quote(text));
    }
    if (OURS.contains(text.replaceFirst("=.*", ""))) {
      throw new InvalidValueException("is said by this program itself: " + Problem.quote(text));
    }
    return text;
  }
}
