package org.backtestrunner.orchestrator.manifest;

import java.util.Optional;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.file.json.JsonMembers;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.launch.Attempt;
import org.backtestrunner.orchestrator.launch.contract.Cause;

/** An attempt as a member of a run's manifest. */
final class AttemptMembers {
  private static final String NUMBER = "attempt";
  private static final String CAUSE = "cause";
  private static final String EXIT_CODE = "exit_code";
  private static final String STARTED_AT = "started_at";
  private static final String FINISHED_AT = "finished_at";
  private static final String RUNTIME = "runtime_sec";
  private static final String JVM = "jvm";
  private static final String SHARED = "shared";
  private static final String RUN_NUMBER = "run_number";

  private AttemptMembers() {}

  static JsonObject json(Attempt attempt) {
    JsonObject json =
        JsonObject.part()
            .put(NUMBER, attempt.number())
            .put(CAUSE, attempt.cause().map(Cause::label))
            .put(EXIT_CODE, attempt.exitCode())
            .put(STARTED_AT, attempt.startedAt())
            .put(FINISHED_AT, attempt.finishedAt())
            .put(RUNTIME, attempt.runtime());
    putJvm(json, Optional.of(attempt));
    return json;
  }

  /** Says where the attempt's JVM has executed other runs; one of its own is not spoken of. */
  static JsonObject putJvm(JsonObject json, Optional<Attempt> attempt) {
    OptionalInt runNumber = attempt.map(Attempt::runNumber).orElse(OptionalInt.empty());
    return runNumber.isEmpty()
        ? json
        : json.put(JVM, JsonObject.part().put(SHARED, true).put(RUN_NUMBER, runNumber));
  }

  /**
   * @param cause as it was read
   */
  static Attempt read(JsonMembers members, Optional<Cause> cause) throws UnreadableFileException {
    return new Attempt(
        members.count(NUMBER),
        cause,
        members.findCount(EXIT_CODE),
        members.instant(STARTED_AT),
        members.duration(RUNTIME),
        members.has(JVM) ? members.object(JVM).findCount(RUN_NUMBER) : OptionalInt.empty());
  }
}
