package org.backtestrunner.orchestrator.config;

import java.util.List;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.program.ProgramKeys;
import org.backtestrunner.orchestrator.config.run.RunSetKeys;
import org.backtestrunner.orchestrator.config.source.SourceKeys;
import org.backtestrunner.orchestrator.config.walkforward.WalkForwardPart;

/** All keys that the top level of a config may have. */
public final class ConfigKeys {
  /** Whose presence changes which parameters there are. */
  public static final List<String> CHANGING_PARAMETERS =
      List.of(ProgramKeys.COMMAND, SourceKeys.SOURCES);

  static final BatchIdentity.Keys BATCH = new BatchIdentity.Keys();
  static final RunSetKeys RUNS = new RunSetKeys();
  static final WalkForwardPart WALK_FORWARD = new WalkForwardPart();
  static final ExecutionPolicy.Keys EXECUTION = new ExecutionPolicy.Keys();
  static final ExecutorPolicy.Keys EXECUTOR = new ExecutorPolicy.Keys();
  static final AttemptPolicy.Keys ATTEMPTS = new AttemptPolicy.Keys();
  static final ProgramKeys PROGRAM = new ProgramKeys();
  static final SourceKeys SOURCES = new SourceKeys();
  static final WorkerJvm.Keys WORKERS = new WorkerJvm.Keys();
  static final RunOutputs.Keys OUTPUTS = new RunOutputs.Keys();
  static final CachePolicy.Keys CACHE = new CachePolicy.Keys();
  static final LedgerPolicy.Keys LEDGER = new LedgerPolicy.Keys();
  static final ReportPolicy.Keys REPORT = new ReportPolicy.Keys();

  private ConfigKeys() {}

  /** In the order in which documents have them. */
  public static List<KeyGroup> groups() {
    return List.of(
        BATCH,
        RUNS,
        WALK_FORWARD,
        EXECUTION,
        EXECUTOR,
        ATTEMPTS,
        WORKERS,
        SOURCES,
        PROGRAM,
        OUTPUTS,
        CACHE,
        LEDGER,
        REPORT);
  }

  /** The keys that a value of {@code executor} may have. */
  public static KeyGroup ofExecutor() {
    return EXECUTOR.block();
  }

  public static List<Key<?>> all() {
    return groups().stream().<Key<?>>flatMap(group -> group.keys().stream()).toList();
  }

  public static List<String> names() {
    return all().stream().<String>map(Key::name).toList();
  }
}
