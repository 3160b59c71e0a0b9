package org.backtestrunner.orchestrator.harvest.resume;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.file.FileDigest;
import org.backtestrunner.orchestrator.harvest.Harvester;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.Trace;
import org.backtestrunner.orchestrator.launch.Attempt;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.launch.contract.WorkerLog;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;

/**
 * A run of an earlier start of a batch, as its directory tells.
 *
 * @param manifest its {@code run_manifest.json}
 */
public record EarlierRun(RunDirectory directory, JsonNode manifest) {

  public String runId() {
    return manifest.path("run_id").asText();
  }

  /** How it ended, as far as that is known. */
  public Optional<Status> status() {
    String label = manifest.path("status").asText();
    return Stream.of(Status.values()).filter(status -> status.label().equals(label)).findFirst();
  }

  /** Whether no worker was ever started for it. */
  boolean neverStarted() {
    return status().equals(Optional.of(Status.SKIPPED)) && manifest.path("attempts").isEmpty();
  }

  /**
   * Why the run has to be run again.
   *
   * @param now what its result would depend on now
   * @return one clause, such as {@code price_file changed}; empty where its result is still good
   */
  public Optional<String> obstacle(ContentKey now) {
    String status = manifest.path("status").asText();
    if (!status.equals("success")) {
      return Optional.of("ended " + status);
    }
    if (!manifest.path("content_key").asText().equals(now.sha256())) {
      return Optional.of(difference(now));
    }
    return artifactObstacle();
  }

  private String difference(ContentKey now) {
    JsonNode then = manifest.path("content");
    if (!then.isObject()) {
      return "an input file changed while it ran";
    }
    if (!then.path("parameters").asText().equals(now.parameters())) {
      return "parameters changed";
    }
    TreeSet<String> names = new TreeSet<>(now.inputs().keySet());
    then.path("inputs").fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (!then.path("inputs").path(name).asText().equals(now.inputs().getOrDefault(name, ""))) {
        return name + " changed";
      }
    }
    return then.path("worker").asText().equals(now.worker())
        ? "JVM arguments changed"
        : "the worker jar changed";
  }

  private Optional<String> artifactObstacle() {
    JsonNode artifacts = manifest.path("artifacts");
    if (artifacts.isEmpty()) {
      return Optional.of("its manifest names no artifacts");
    }
    for (JsonNode artifact : artifacts) {
      Path file = directory.path().resolve(artifact.path("path").asText());
      String name = "artifact " + file.getFileName();
      if (!Files.isRegularFile(file)) {
        return Optional.of(name + " missing");
      }
      try {
        FileDigest digest = FileDigest.of(file);
        if (digest.bytes() != artifact.path("bytes").asLong()
            || !digest.sha256().equals(artifact.path("sha256").asText())) {
          return Optional.of(name + " changed");
        }
      } catch (IOException unreadable) {
        return Optional.of(name + " unreadable");
      }
    }
    return Optional.empty();
  }

  /**
   * The run's result, computed anew from its files.
   *
   * @param plan the run as it is planned now
   * @param at where its directory is now
   * @param command that repeats it there
   */
  public RunResult result(RunPlan plan, RunDirectory at, List<String> command) {
    List<String> warnings = new ArrayList<>();
    manifest.path("warnings").forEach(warning -> warnings.add(warning.asText()));
    WorkerLog log = WorkerLog.of(number("cpu_sec"), number("peak_rss_mb"));
    return Harvester.ofFiles(new Trace(plan, attempts(), command, log, warnings, true), at);
  }

  private OptionalDouble number(String name) {
    JsonNode value = manifest.path(name);
    return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
  }

  private List<Attempt> attempts() {
    List<Attempt> attempts = new ArrayList<>();
    for (JsonNode attempt : manifest.path("attempts")) {
      attempts.add(
          new Attempt(
              attempts.size() + 1,
              Cause.find(attempt.path("cause").asText()),
              attempt.path("exit_code").isInt()
                  ? OptionalInt.of(attempt.path("exit_code").asInt())
                  : OptionalInt.empty(),
              instant(attempt.path("started_at").asText()),
              Duration.ofMillis(Math.round(attempt.path("runtime_sec").asDouble() * 1000))));
    }
    return attempts;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException unknown) {
      return Instant.EPOCH;
    }
  }
}
