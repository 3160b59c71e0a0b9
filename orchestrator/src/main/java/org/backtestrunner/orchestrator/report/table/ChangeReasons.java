package org.backtestrunner.orchestrator.report.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.resume.RecordedBatch;
import org.backtestrunner.orchestrator.manifest.InputFile;
import org.backtestrunner.orchestrator.manifest.RunManifestFile.Content;
import org.backtestrunner.orchestrator.manifest.Versions;

/** What may have changed the results of runs: inputs, versions and parameters that differ. */
final class ChangeReasons {
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  /** Takes a pair of runs with different results. */
  void take(RecordedBatch first, RecordedBatch second, RunPairs.Pair pair) {
    Optional<Content> before = manifest(first, pair.first());
    Optional<Content> after = manifest(second, pair.second());
    if (before.isEmpty() || after.isEmpty()) {
      return;
    }
    Map<String, String> inputs = digests(before.get());
    Map<String, String> now = digests(after.get());
    inputs.forEach(
        (parameter, digest) -> {
          if (now.containsKey(parameter) && !digest.equals(now.get(parameter))) {
            count("the content of " + parameter + " differs");
          }
        });
    if (worker(before.get()).isPresent() && !worker(before.get()).equals(worker(after.get()))) {
      count("the worker jar differs");
    }
    versions(before.get().origin().versions(), after.get().origin().versions());
    parameters(pair);
  }

  private static Optional<Content> manifest(RecordedBatch batch, RunResult run) {
    return batch.manifest(run.plan().id());
  }

  private static Map<String, String> digests(Content manifest) {
    return manifest.inputs().stream()
        .collect(Collectors.toMap(InputFile::parameter, InputFile::sha256, (a, b) -> a));
  }

  private static Optional<String> worker(Content manifest) {
    return manifest.contentKey().map(key -> key.worker());
  }

  private void versions(Versions before, Versions after) {
    version("java", before.java(), after.java());
    version("orchestrator", before.orchestrator(), after.orchestrator());
    version("worker", before.worker(), after.worker());
    version("os", before.os(), after.os());
  }

  private void version(String what, String before, String after) {
    if (!before.equals(after)) {
      count(what + ": " + before + ", then " + after);
    }
  }

  private void parameters(RunPairs.Pair pair) {
    Map<String, String> before = pair.first().plan().parameters();
    Map<String, String> after = pair.second().plan().parameters();
    List<String> names = new ArrayList<>(before.keySet());
    after.keySet().stream().filter(name -> !before.containsKey(name)).forEach(names::add);
    for (String name : names) {
      if (pair.byId() && !Objects.equals(before.get(name), after.get(name))) {
        count(
            name
                + ": "
                + Objects.toString(before.get(name), "none")
                + ", then "
                + Objects.toString(after.get(name), "none"));
      }
    }
  }

  private void count(String reason) {
    counts.merge(reason, 1, Integer::sum);
  }

  /** A sentence each, with the number of runs, in the order in which they were met. */
  List<String> sentences() {
    return counts.entrySet().stream()
        .map(
            reason ->
                reason.getKey()
                    + (reason.getValue() == 1 ? " (1 run)" : " (" + reason.getValue() + " runs)"))
        .toList();
  }
}
