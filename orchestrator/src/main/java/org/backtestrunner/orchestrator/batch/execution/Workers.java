package org.backtestrunner.orchestrator.batch.execution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.config.ExecutorType;
import org.backtestrunner.orchestrator.config.key.MemorySize;
import org.backtestrunner.orchestrator.launch.cache.Notices;
import org.backtestrunner.orchestrator.launch.command.JvmVariables;
import org.backtestrunner.orchestrator.launch.command.ProgramCommand;
import org.backtestrunner.orchestrator.launch.command.RunCommand;
import org.backtestrunner.orchestrator.launch.command.WorkerCommand;
import org.backtestrunner.orchestrator.launch.execute.AvailableMemory;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/**
 * The workers of a batch.
 *
 * @param atOnce how many run at once at most, at least 1
 * @param command how one is called
 */
public record Workers(int atOnce, RunCommand command) {

  /**
   * How one is called that executes runs outside the batch, which keeps nothing of them: not even
   * its copy of the user's strategies need be there.
   */
  public static RunCommand forErrands(BatchPlan plan) {
    RunCommand command = planned(plan).command();
    return command instanceof WorkerCommand worker
        ? plan.config().strategies().map(own -> worker.withStrategies(own.jar())).orElse(worker)
        : command;
  }

  /** Those that the config asks for. */
  public static Workers planned(BatchPlan plan) {
    return of(plan, plan.config().execution().maxWorkers());
  }

  /** No more than memory allows, where it is known what each may take; the user is told. */
  public static Workers affordable(BatchPlan plan, Notices notices) {
    BatchConfig config = plan.config();
    List<String> variables = JvmVariables.in(System.getenv());
    if (!variables.isEmpty() && config.program().isEmpty()) {
      notices.say(
          "The workers' JVMs take options from the environment: " + String.join(", ", variables));
    }
    int wanted = config.execution().maxWorkers();
    OptionalLong available = AvailableMemory.mebibytes();
    if (isElsewhere(config)) {
      return of(plan, wanted);
    }
    if (config.jvm().memory().isEmpty() || available.isEmpty()) {
      return of(plan, wanted);
    }
    int each = config.jvm().memory().get().withOverheadMebibytes();
    int possible = (int) Math.max(1, Math.min(wanted, available.getAsLong() / each));
    if (possible < wanted) {
      notices.say(
          "Memory allows %d of %d workers at once: %d MiB are available, and each may take %d MiB."
              .formatted(possible, wanted, available.getAsLong(), each));
    }
    return of(plan, possible);
  }

  /** Whether they run on other machines, of whose memory and processors nothing is known here. */
  private static boolean isElsewhere(BatchConfig config) {
    return config.executor().type() != ExecutorType.LOCAL;
  }

  private static Workers of(BatchPlan plan, int atOnce) {
    BatchConfig config = plan.config();
    Optional<RunCommand> program =
        config
            .program()
            .map(
                own ->
                    new ProgramCommand(own.command(), config.workingDirectory(), own.declared()));
    if (program.isPresent()) {
      return new Workers(atOnce, program.get());
    }
    WorkerCommand worker =
        new WorkerCommand(
            config
                .executor()
                .java()
                .filter(own -> isElsewhere(config))
                .orElse(WorkerCommand.runningJava()),
            config.jvm().memory().map(MemorySize::toString),
            isElsewhere(config)
                ? config.executor().cpus()
                : WorkerCommand.processorsPerWorker(Math.min(atOnce, plan.runs().size())),
            config.jvm().arguments(),
            config.worker().jar(),
            config.runsAreCsvSafe(),
            Optional.empty(),
            Optional.empty());
    BatchDirectory directory = BatchDirectory.of(config);
    return new Workers(
        atOnce,
        config
            .strategies()
            .map(own -> worker.withStrategies(directory.strategyJar(own.sha256())))
            .orElse(worker));
  }
}
