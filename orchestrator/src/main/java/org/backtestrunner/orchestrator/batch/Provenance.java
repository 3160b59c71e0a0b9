package org.backtestrunner.orchestrator.batch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.launch.contract.WorkerCommand;
import org.backtestrunner.orchestrator.manifest.Versions;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.report.BatchContext;

/** What a batch finds around it when it begins, for its manifests. */
public final class Provenance {
  private Provenance() {}

  /**
   * @throws EnvironmentException where the workers could not be started
   */
  public static BatchContext of(BatchPlan plan, Instant startedAt, List<String> commandLine) {
    if (!Files.isExecutable(WorkerCommand.runningJava())) {
      throw new EnvironmentException(
          "java is missing: " + WorkerCommand.runningJava() + "; repair the Java installation");
    }
    GitRepository git = GitRepository.of(plan.config().workingDirectory());
    return new BatchContext(
        plan,
        startedAt,
        plan.config().source().sha256(),
        git.commit(),
        git.isDirty(),
        commandLine,
        host(),
        new Versions(
            Installation.javaVersion(),
            Installation.version(),
            Installation.versionOf(plan.config().worker().jar()),
            Installation.operatingSystem()));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "unknown";
    }
  }
}
