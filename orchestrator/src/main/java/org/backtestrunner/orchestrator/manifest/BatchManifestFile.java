package org.backtestrunner.orchestrator.manifest;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.config.axis.Wildcards;
import org.backtestrunner.orchestrator.file.json.JsonMembers;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.plan.RunSelection;

/**
 * {@code batch_manifest.json}: what a batch is, and how far it has come. It is written when the
 * batch begins and again when it ends.
 */
public final class BatchManifestFile {
  private static final String BATCH_NAME = "batch_name";
  private static final String DESCRIPTION = "description";
  private static final String STATE = "state";
  private static final String STARTED_AT = "started_at";
  private static final String FINISHED_AT = "finished_at";
  private static final String RUNTIME = "total_runtime_sec";
  private static final String CONFIG_HASH = "config_hash";
  private static final String GIT_COMMIT = "git_commit_hash";
  private static final String GIT_DIRTY = "git_dirty";
  private static final String SEED = "seed";
  private static final String MAX_WORKERS = "max_workers";
  private static final String FAIL_FAST = "fail_fast";
  private static final String OUTPUT_ROOT = "output_root";
  private static final String BASE_ARGS = "base_args";
  private static final String SWEEP = "sweep";
  private static final String CONFIG_INPUTS = "config_inputs";
  private static final String SETTINGS = "settings";
  private static final String SELECTION = "selection";
  private static final String RUNS = "expanded_runs";
  private static final String RUN_ID = "run_id";
  private static final String RUN_INDEX = "run_index";
  private static final String PARAMS_HASH = "params_hash";
  private static final String RESULTS = "run_results_summary";
  private static final String TOTAL = "total_runs";
  private static final String RUN_IDS = "run_ids";
  private static final String TRIAL_LEDGER = "trial_ledger";
  private static final String WARNINGS = "warnings";
  private static final String VERSIONS = "versions";
  private static final String HOST = "host";
  private static final String CONFIG_FILE = "config_file";
  private static final String WORKING_DIRECTORY = "working_directory";
  private static final String COMMAND_LINE = "command_line";

  private BatchManifestFile() {}

  /**
   * How a batch stands.
   *
   * @param counts of the runs that have ended; while the batch runs, they may lag behind
   * @param runIds of the planned runs, in plan order
   */
  public record Standing(
      BatchState state,
      Instant startedAt,
      int totalRuns,
      Map<Status, Integer> counts,
      List<String> runIds) {

    public Standing {
      counts = Map.copyOf(counts);
      runIds = List.copyOf(runIds);
    }

    public int count(Status status) {
      return counts.getOrDefault(status, 0);
    }
  }

  /**
   * @param counts of the runs that have ended, by status
   * @param ledger what the batch has made of it; absent while it runs, and where there is none
   */
  public static void write(
      Path file,
      BatchFacts facts,
      BatchState state,
      Optional<Instant> finishedAt,
      Map<Status, Integer> counts,
      Optional<LedgerChange> ledger) {
    JsonObject.file()
        .put(BATCH_NAME, facts.batchName())
        .put(DESCRIPTION, facts.description())
        .put(STATE, state.label())
        .put(STARTED_AT, facts.startedAt())
        .put(FINISHED_AT, finishedAt)
        .put(RUNTIME, finishedAt.map(end -> Duration.between(facts.startedAt(), end)))
        .put(CONFIG_HASH, facts.configHash())
        .put(GIT_COMMIT, facts.origin().gitCommit())
        .put(GIT_DIRTY, facts.gitDirty())
        .put(SEED, facts.seed())
        .put(MAX_WORKERS, facts.maxWorkers())
        .put(FAIL_FAST, facts.failFast())
        .put(OUTPUT_ROOT, facts.outputRoot())
        .put(BASE_ARGS, facts.origin().baseArgs())
        .put(SWEEP, facts.sweep().stream().map(Sweep::json).toList())
        .put(
            CONFIG_INPUTS, facts.configInputs().stream().map(BatchFacts.ConfigInput::json).toList())
        .put(SETTINGS, facts.settings())
        .put(SELECTION, selection(facts.selection()))
        .put(RUNS, facts.runs().stream().map(BatchManifestFile::run).toList())
        .put(RESULTS, results(facts.runs(), counts))
        .put(TRIAL_LEDGER, ledger.map(LedgerChange::json))
        .put(WARNINGS, facts.warnings())
        .put(VERSIONS, facts.origin().versions().json())
        .put(HOST, facts.origin().host())
        .put(CONFIG_FILE, facts.configFile())
        .put(WORKING_DIRECTORY, facts.workingDirectory())
        .put(COMMAND_LINE, facts.commandLine())
        .writeTo(file);
  }

  private static JsonObject selection(RunSelection selection) {
    return JsonObject.part()
        .put("only", selection.only().stream().map(Wildcards::toString).toList())
        .put("exclude", selection.exclude().stream().map(Wildcards::toString).toList())
        .put("tags", selection.tags());
  }

  private static JsonObject run(PlannedRun run) {
    JsonObject object =
        JsonObject.part()
            .put(RUN_ID, run.id())
            .put(RUN_INDEX, run.index())
            .put(PARAMS_HASH, run.paramsHash());
    return run.putSpecInto(run.putSourceInto(object));
  }

  private static JsonObject results(List<PlannedRun> runs, Map<Status, Integer> counts) {
    JsonObject results = JsonObject.part().put(TOTAL, runs.size());
    for (Status status : Status.values()) {
      results.put(count(status), counts.getOrDefault(status, 0));
    }
    return results.put(RUN_IDS, runs.stream().map(PlannedRun::id).toList());
  }

  /** Such as {@code failed_count}. */
  private static String count(Status status) {
    return status.label() + "_count";
  }

  /**
   * Reads how the batch stands. What that needs must be there and must not contradict itself; a
   * manifest without a state was written at the end.
   */
  public static Standing read(Path file) throws UnreadableFileException {
    JsonMembers members = JsonMembers.of(file);
    Instant startedAt = members.instant(STARTED_AT);
    BatchState state = state(members);
    JsonMembers results = members.object(RESULTS);
    int total = results.findCount(TOTAL).orElse(0);
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      counts.put(status, results.findCount(count(status)).orElse(0));
    }
    List<String> runIds = results.texts(RUN_IDS);
    if (state != BatchState.RUNNING) {
      requireConsistent(total, counts);
    }
    return new Standing(state, startedAt, total, counts, runIds);
  }

  /**
   * What was planned.
   *
   * @param runs in plan order; their parameters are those that the manifest tells
   */
  public record Recorded(
      String batchName, String description, BatchState state, List<PlannedRun> runs) {
    public Recorded {
      runs = List.copyOf(runs);
    }
  }

  /** Reads what was planned, however the batch stands. */
  public static Recorded readPlan(Path file) throws UnreadableFileException {
    JsonMembers members = JsonMembers.of(file);
    Map<String, String> baseArgs = members.object(BASE_ARGS).allTexts();
    return new Recorded(
        members.text(BATCH_NAME),
        members.findText(DESCRIPTION).orElse(""),
        state(members),
        members.list(
            RUNS,
            run ->
                PlannedRun.read(
                    run, run.text(RUN_ID), run.count(RUN_INDEX), run.text(PARAMS_HASH), baseArgs)));
  }

  /**
   * Where a batch comes from.
   *
   * @param configHash SHA-256 of the config file's bytes
   */
  public record Source(
      Instant startedAt,
      String configHash,
      Optional<String> gitCommit,
      Optional<Boolean> gitDirty,
      List<String> commandLine,
      String host,
      Versions versions) {

    public Source {
      commandLine = List.copyOf(commandLine);
    }
  }

  /** Reads where the batch comes from. */
  public static Source readSource(Path file) throws UnreadableFileException {
    JsonMembers members = JsonMembers.of(file);
    return new Source(
        members.instant(STARTED_AT),
        members.text(CONFIG_HASH),
        members.findText(GIT_COMMIT),
        members.has(GIT_DIRTY) ? Optional.of(members.truth(GIT_DIRTY)) : Optional.empty(),
        members.texts(COMMAND_LINE),
        members.text(HOST),
        Versions.of(members.object(VERSIONS)));
  }

  private static BatchState state(JsonMembers members) throws UnreadableFileException {
    if (!members.has(STATE)) {
      return BatchState.FINISHED;
    }
    Optional<BatchState> state = BatchState.find(members.text(STATE));
    if (state.isEmpty()) {
      throw members.wrong(STATE, "is neither running nor finished nor interrupted");
    }
    return state.get();
  }

  private static void requireConsistent(int total, Map<Status, Integer> counts)
      throws UnreadableFileException {
    if (total == 0) {
      throw new UnreadableFileException(RESULTS + "." + TOTAL + " is missing or zero");
    }
    long ended = counts.values().stream().mapToLong(Integer::longValue).sum();
    if (ended > total) {
      throw new UnreadableFileException(
          RESULTS + " counts " + ended + " runs, but " + TOTAL + " is " + total);
    }
  }

  /** The caller's working directory, if that can be read, whatever else cannot. */
  public static Optional<Path> peekWorkingDirectory(Path file) {
    try {
      return JsonMembers.of(file).findText(WORKING_DIRECTORY).map(Path::of);
    } catch (UnreadableFileException | InvalidPathException unknown) {
      return Optional.empty();
    }
  }

  /** When the batch was started, if that can be read, whatever else cannot. */
  public static Optional<Instant> peekStartedAt(Path file) {
    try {
      return Optional.of(JsonMembers.of(file).instant(STARTED_AT));
    } catch (UnreadableFileException unknown) {
      return Optional.empty();
    }
  }

  /** The number of planned runs, if that can be read, whatever else cannot. */
  public static OptionalInt peekTotalRuns(Path file) {
    try {
      return OptionalInt.of(JsonMembers.of(file).object(RESULTS).count(TOTAL));
    } catch (UnreadableFileException unknown) {
      return OptionalInt.empty();
    }
  }
}
