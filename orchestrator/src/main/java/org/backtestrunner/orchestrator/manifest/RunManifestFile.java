package org.backtestrunner.orchestrator.manifest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.file.json.JsonMembers;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.launch.Attempt;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.RunWarning;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.shared.warning.WarningKind;

/**
 * {@code run_manifest.json}: everything about one run, for whoever doubts, repeats or resumes it.
 * It says by being there that the run has ended.
 */
public final class RunManifestFile {
  /** Far more than the warnings of any run. */
  private static final int MOST_BYTES = 1 << 25;

  private static final String RUN_ID = "run_id";
  private static final String RUN_INDEX = "run_index";
  private static final String STATUS = "status";
  private static final String CAUSE = "cause";
  private static final String STARTED_AT = "started_at";
  private static final String FINISHED_AT = "finished_at";
  private static final String RUNTIME = "runtime_sec";
  private static final String PARAMS_HASH = "config_hash";
  private static final String GIT_COMMIT = "git_commit_hash";
  private static final String RUN_SPEC = "run_spec";
  private static final String BASE_ARGS = "base_args";
  private static final String PARAMETERS = "parameters";
  private static final String INPUTS = "inputs";
  private static final String PARAMETER = "parameter";
  private static final String PATH = "path";
  private static final String SHA256 = "sha256";
  private static final String READ_AS = "read_as";
  private static final String KEPT = "kept";
  private static final String BYTES = "bytes";
  private static final String CONTENT_KEY = "content_key";
  private static final String CONTENT = "content";
  private static final String COMMAND = "command";
  private static final String EXIT_CODE = "exit_code";
  private static final String ATTEMPTS = "attempts";
  private static final String CPU = "cpu_sec";
  private static final String PEAK_MEMORY = "peak_rss_mb";
  private static final String ARTIFACTS = "artifacts";
  private static final String METRICS = "metrics";
  private static final String WARNINGS = "warnings";
  private static final String ERROR = "error";
  private static final String HOST = "host";
  private static final String VERSIONS = "versions";

  private RunManifestFile() {}

  /**
   * What the file holds. Its times and durations are to the millisecond.
   *
   * @param cause why the run did not succeed; empty where it did
   * @param error the same in one line
   * @param contentKey what the result depends on; empty where it is not known for sure
   * @param command of the worker; empty where it was never started
   * @param attempts every launch, in order; none where it was never started
   */
  public record Content(
      PlannedRun run,
      Optional<Cause> cause,
      Optional<String> error,
      List<InputFile> inputs,
      Optional<ContentKey> contentKey,
      List<String> command,
      List<Attempt> attempts,
      OptionalDouble cpuSeconds,
      OptionalDouble peakMegabytes,
      List<Artifact> artifacts,
      Map<String, Number> metrics,
      List<RunWarning> warnings,
      Origin origin) {

    public Content {
      inputs = List.copyOf(inputs);
      command = List.copyOf(command);
      attempts = List.copyOf(attempts);
      artifacts = List.copyOf(artifacts);
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
      warnings = List.copyOf(warnings);
    }

    public Status status() {
      return cause.map(Cause::status).orElse(Status.SUCCESS);
    }
  }

  /**
   * The little that is taken from a file whatever else is in it.
   *
   * @param status empty where the word is none that we know
   * @param cause empty likewise, and of a success
   * @param seriousKinds of its serious warnings; none where these cannot be read
   */
  public record Glance(
      String runId, Optional<Status> status, Optional<Cause> cause, Set<WarningKind> seriousKinds) {
    public Glance {
      seriousKinds = Set.copyOf(seriousKinds);
    }
  }

  public static void write(Path file, Content content) {
    PlannedRun run = content.run();
    Optional<Attempt> last = content.attempts().stream().reduce((earlier, later) -> later);
    JsonObject json =
        run.putSourceInto(JsonObject.file().put(RUN_ID, run.id()).put(RUN_INDEX, run.index()))
            .put(STATUS, content.status().label())
            .put(CAUSE, content.cause().map(Cause::label))
            .put(STARTED_AT, last.map(Attempt::startedAt))
            .put(FINISHED_AT, last.map(Attempt::finishedAt))
            .put(RUNTIME, last.map(Attempt::runtime).orElse(Duration.ZERO))
            .put(PARAMS_HASH, run.paramsHash())
            .put(GIT_COMMIT, content.origin().gitCommit())
            .put(RUN_SPEC, run.putSpecInto(JsonObject.part()))
            .put(BASE_ARGS, content.origin().baseArgs())
            .put(PARAMETERS, run.parameters())
            .put(INPUTS, content.inputs().stream().map(RunManifestFile::input).toList())
            .put(CONTENT_KEY, content.contentKey().map(ContentKey::sha256))
            .put(CONTENT, content.contentKey().map(ContentKey::json))
            .put(COMMAND, content.command())
            .put(EXIT_CODE, last.map(Attempt::exitCode))
            .put(ATTEMPTS, content.attempts().stream().map(AttemptMembers::json).toList());
    AttemptMembers.putJvm(json, last)
        .put(CPU, content.cpuSeconds())
        .put(PEAK_MEMORY, content.peakMegabytes())
        .put(ARTIFACTS, content.artifacts().stream().map(Artifact::json).toList())
        .put(METRICS, content.metrics())
        .put(WARNINGS, WarningMembers.json(content.warnings()))
        .put(ERROR, content.error())
        .put(HOST, content.origin().host())
        .put(VERSIONS, content.origin().versions().json())
        .writeTo(file);
  }

  private static JsonObject input(InputFile input) {
    return JsonObject.part()
        .put(PARAMETER, input.parameter())
        .put(PATH, input.path())
        .put(SHA256, input.sha256())
        .put(BYTES, input.bytes())
        .put(READ_AS, input.readAs())
        .put(KEPT, input.kept());
  }

  /**
   * Notes the new place of a run that is kept: id, index, tags, spelling of parameters, command.
   * All else stays, byte for byte, as the run itself left it.
   *
   * @param earlier what the file holds
   */
  public static void update(Path file, Content earlier, PlannedRun run, List<String> command)
      throws UnreadableFileException {
    if (!earlier.run().equals(run) || !earlier.command().equals(command)) {
      run.putSourceInto(JsonObject.part().put(RUN_ID, run.id()).put(RUN_INDEX, run.index()))
          .put(RUN_SPEC, run.putSpecInto(JsonObject.part()))
          .put(PARAMETERS, run.parameters())
          .put(COMMAND, command)
          .writeInto(file);
    }
  }

  /** Replaces the artifacts; all else stays, byte for byte. */
  public static void updateArtifacts(Path file, List<Artifact> artifacts)
      throws UnreadableFileException {
    JsonObject.part()
        .put(ARTIFACTS, artifacts.stream().map(Artifact::json).toList())
        .writeInto(file);
  }

  /** Replaces the warnings; all else stays, byte for byte. */
  public static void updateWarnings(Path file, List<RunWarning> warnings)
      throws UnreadableFileException {
    JsonObject.part().put(WARNINGS, WarningMembers.json(warnings)).writeInto(file);
  }

  /** The run's id, status, cause and kinds of warnings alone. */
  public static Glance peek(Path file) throws UnreadableFileException {
    JsonMembers members = JsonMembers.of(file, MOST_BYTES);
    String label = members.findText(STATUS).orElse("");
    return new Glance(
        members.text(RUN_ID),
        Stream.of(Status.values()).filter(status -> status.label().equals(label)).findFirst(),
        members.findText(CAUSE).flatMap(Cause::find),
        WarningMembers.peekSeriousKinds(members, WARNINGS));
  }

  /** The run's input files alone. */
  public static List<InputFile> readInputs(Path file) throws UnreadableFileException {
    return JsonMembers.of(file, MOST_BYTES).list(INPUTS, RunManifestFile::input);
  }

  /**
   * Reads all but what follows from other members, as the times of the run from its last attempt.
   *
   * @throws UnreadableFileException where anything of it is missing or not as we write it
   */
  public static Content read(Path file) throws UnreadableFileException {
    JsonMembers members = JsonMembers.of(file, MOST_BYTES);
    Content content =
        new Content(
            run(members),
            cause(members),
            members.findText(ERROR),
            members.list(INPUTS, RunManifestFile::input),
            contentKey(members),
            members.texts(COMMAND),
            members.list(ATTEMPTS, RunManifestFile::attempt),
            members.findNumber(CPU),
            members.findNumber(PEAK_MEMORY),
            members.list(ARTIFACTS, Artifact::of),
            members.object(METRICS).allNumbers(),
            WarningMembers.read(members, WARNINGS),
            new Origin(
                members.findText(GIT_COMMIT),
                members.object(BASE_ARGS).allTexts(),
                members.text(HOST),
                Versions.of(members.object(VERSIONS))));
    if (!members.text(STATUS).equals(content.status().label())) {
      throw members.wrong(STATUS, "is not that of the cause");
    }
    return content;
  }

  private static PlannedRun run(JsonMembers members) throws UnreadableFileException {
    JsonMembers spec = members.object(RUN_SPEC);
    return new PlannedRun(
        members.text(RUN_ID),
        members.count(RUN_INDEX),
        members.text(PARAMS_HASH),
        spec.texts(PlannedRun.TAGS),
        spec.object(PlannedRun.OVERRIDES).allTexts(),
        PlannedRun.source(members, spec.texts(PlannedRun.TAGS)),
        members.object(PARAMETERS).allTexts());
  }

  private static Optional<Cause> cause(JsonMembers members) throws UnreadableFileException {
    Optional<String> label = members.findText(CAUSE);
    Optional<Cause> cause = label.flatMap(Cause::find);
    if (label.isPresent() && cause.isEmpty()) {
      throw members.wrong(CAUSE, "is none that we know");
    }
    return cause;
  }

  private static InputFile input(JsonMembers members) throws UnreadableFileException {
    return new InputFile(
        members.text(PARAMETER),
        members.path(PATH),
        members.bytes(BYTES),
        members.text(SHA256),
        members.findText(READ_AS),
        members.findText(KEPT));
  }

  private static Optional<ContentKey> contentKey(JsonMembers members)
      throws UnreadableFileException {
    if (!members.has(CONTENT)) {
      return Optional.empty();
    }
    ContentKey key = ContentKey.of(members.object(CONTENT));
    if (!members.text(CONTENT_KEY).equals(key.sha256())) {
      throw members.wrong(CONTENT_KEY, "is not that of the content");
    }
    return Optional.of(key);
  }

  private static Attempt attempt(JsonMembers members) throws UnreadableFileException {
    return AttemptMembers.read(members, cause(members));
  }
}
