package org.backtestrunner.orchestrator.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Scalar;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.MemorySize;
import org.backtestrunner.orchestrator.config.key.SchemaNode;
import org.backtestrunner.orchestrator.config.key.ValueType;
import org.backtestrunner.orchestrator.config.key.Values;
import org.backtestrunner.orchestrator.config.parameter.NearestName;

/**
 * What executes the runs of a batch, and what it is to ask of a cluster for them.
 *
 * @param runsPerTask how many runs one task of a cluster executes, one after another; at least 1
 * @param tasksAtOnce how many tasks may be in the cluster's queue; absent: what it allows
 * @param memory of a task; absent: that of a worker and its overhead
 * @param cpus of a task, at least 1
 * @param java the executable on the nodes, absolute; absent: the one that runs this program
 * @param sbatchArguments passed on as they are, after ours
 */
public record ExecutorPolicy(
    ExecutorType type,
    int runsPerTask,
    OptionalInt tasksAtOnce,
    Optional<String> partition,
    Optional<String> account,
    Optional<String> qos,
    Optional<String> constraint,
    Optional<MemorySize> memory,
    int cpus,
    Optional<Path> java,
    List<String> sbatchArguments) {

  public ExecutorPolicy {
    sbatchArguments = List.copyOf(sbatchArguments);
  }

  static final class Keys extends KeyGroup {
    private final ClusterKeys block = new ClusterKeys();

    private final Key<ConfigNode> executor =
        key("executor", new WordOrKeys(block))
            .otherwise(ExecutorType.LOCAL.label())
            .option("--executor", "TYPE")
            .says(
                "What executes the runs."
                    + " This machine; a Slurm cluster; or, with none, whatever calls the"
                    + " run_task.sh of the batch, after which --resume collects the results."
                    + " Instead of the word, keys with values; see docs/clusters.md.");

    Keys() {
      super("Where runs are executed");
    }

    /** The keys below it. */
    KeyGroup block() {
      return block;
    }

    ExecutorPolicy read(Values values, Path workingDirectory) {
      Section nothing = values.file().section(new Mapping(0, List.of()), executor.name());
      Section keys =
          values
              .file()
              .find(executor.name())
              .filter(entry -> entry.value() instanceof Mapping)
              .flatMap(entry -> values.file().section(entry.key()))
              .orElse(nothing);
      Optional<ExecutorType> word =
          values
              .find(executor)
              .filter(Scalar.class::isInstance)
              .flatMap(node -> ExecutorType.find(((Scalar) node).text()));
      return block.read(new Values(keys), word, workingDirectory);
    }
  }

  /** The name of a type, or a mapping that the block reads. */
  private record WordOrKeys(ClusterKeys block) implements ValueType<ConfigNode> {
    @Override
    public Optional<ConfigNode> read(Section section, Entry entry) {
      if (entry.value() instanceof Mapping) {
        return Optional.of(entry.value());
      }
      String path = section.path(entry.key());
      Optional<String> text = section.text(entry.value(), path, entry.line());
      if (text.isEmpty()) {
        return Optional.empty();
      }
      if (ExecutorType.find(text.get()).isEmpty()) {
        section.refuse(entry, refusal(text.get()));
        return Optional.empty();
      }
      return Optional.of(entry.value());
    }

    @Override
    public String name() {
      return "word, or keys with values";
    }

    @Override
    public String range() {
      return String.join(", ", ExecutorType.labels());
    }

    @Override
    public SchemaNode schema() {
      return new SchemaNode()
          .with(
              "anyOf",
              List.of(
                  SchemaNode.ofTypes("string").with("enum", ExecutorType.labels()),
                  KeyGroup.schema(block.keys())));
    }
  }

  static String refusal(String text) {
    List<String> labels = ExecutorType.labels();
    return "must be one of "
        + String.join(", ", labels)
        + ", not "
        + Problem.quote(text)
        + NearestName.hint(text, labels);
  }
}
