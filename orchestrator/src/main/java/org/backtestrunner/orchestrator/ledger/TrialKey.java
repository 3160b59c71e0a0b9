package org.backtestrunner.orchestrator.ledger;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.manifest.ContentKey;
import org.backtestrunner.orchestrator.plan.ParamsHash;
import org.backtestrunner.orchestrator.plan.RunPlan;

/**
 * What makes two trials the same one.
 *
 * @param digest 16 lower-case hexadecimal digits of what was chosen
 */
public record TrialKey(TrialFamily family, String digest) {
  private static final String PROGRAM = "worker_command";

  /**
   * The digest of a run's choices. Assumptions are not in it: the same strategy over other dates,
   * costs or draws of the universe is the same trial. Files count by what they hold, wherever they
   * are.
   *
   * @param content what the run's result depends on
   */
  static String digest(RunPlan run, ContentKey content) {
    SortedMap<String, String> choices = new TreeMap<>();
    for (Parameter parameter : run.effective().parameters()) {
      if (!parameter.assumption()
          && run.effective().counts(parameter)
          && run.effective().differsFromDefault(parameter)) {
        run.find(parameter.name())
            .ifPresent(
                value ->
                    choices.put(
                        parameter.name(),
                        parameter.isPath(value) ? content.inputs().get(parameter.name()) : value));
      }
    }
    content
        .inputs()
        .forEach(
            (name, sha256) -> {
              // What belongs to no parameter is the strategy's own code.
              if (run.effective().parameters().stream().noneMatch(p -> p.name().equals(name))) {
                choices.put(name, sha256);
              }
            });
    content.program().ifPresent(command -> choices.put(PROGRAM, command));
    return ParamsHash.of(choices);
  }

  /**
   * The digest of a walk-forward: turning its windows until it looks good is a search too.
   *
   * @param settings all of them, each in its one spelling
   */
  static String digest(Map<String, String> settings) {
    return ParamsHash.of(new TreeMap<>(settings));
  }
}
