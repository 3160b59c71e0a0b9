package org.backtestrunner.orchestrator.harvest.resume;

import java.util.List;
import java.util.Set;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.RunResult.Success;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;
import org.backtestrunner.orchestrator.plan.RunPlan;

/**
 * An earlier run that stands for a planned one.
 *
 * @param success its result, read from its files again
 */
public record KeptRun(EarlierRun earlier, Success success) {

  /** Which results it has left. */
  public Set<ResultFile> outputs() {
    return earlier.outputs(success.plan());
  }

  /**
   * Its result as that of the planned run.
   *
   * @param command that repeats it in its place
   */
  public RunResult result(RunPlan run, List<String> command) {
    return success.standingFor(run, command, true);
  }
}
