package org.backtestrunner.orchestrator.config.walkforward;

import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Scalar;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;
import org.backtestrunner.orchestrator.config.run.RunSet;

/** The part of a config that walks its runs forward. */
public final class WalkForwardPart extends KeyGroup {
  /** What stands below the key. */
  public static final WalkForwardKeys KEYS = new WalkForwardKeys();

  private final Key<ConfigNode> walkForward =
      part(
              "walk_forward",
              "keys with values",
              KeyGroup.schema(KEYS.keys()).with("type", List.of("object", "null")))
          .says(
              "One window after another, the run that is best in it is held in the window that"
                  + " follows; docs/sweeps.md.");

  public WalkForwardPart() {
    super("Walk-forward");
  }

  /**
   * The walk-forwards of a config; none where it has none, or where something is wrong with them,
   * which is reported.
   *
   * @param runs whose parameters and ids are sound; absent: nothing is held against them
   */
  public List<WalkForwardPlan> read(Section root, Optional<RunSet> runs, WorkerParameters worker) {
    Optional<Entry> entry = root.find(walkForward.name());
    if (entry.isEmpty() || (entry.get().value() instanceof Scalar scalar && scalar.isNull())) {
      return List.of();
    }
    Optional<Section> section = root.section(walkForward.name());
    if (section.isEmpty()) {
      return List.of();
    }
    WalkForwardKeys.Written written = KEYS.read(section.get());
    return runs.map(all -> new CandidateSets(section.get(), entry.get(), written, all, worker))
        .map(CandidateSets::plans)
        .orElse(List.of());
  }
}
