package org.backtestrunner.orchestrator.report.page.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.file.RegularFile;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.launch.contract.LogTail;
import org.backtestrunner.orchestrator.manifest.BatchManifestFile;
import org.backtestrunner.orchestrator.manifest.BatchState;
import org.backtestrunner.orchestrator.manifest.InputFile;
import org.backtestrunner.orchestrator.manifest.RunManifestFile;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.report.walkforward.WrittenWalkForward;

/**
 * Where a batch comes from, and what its directory tells beside results.
 *
 * @param state of the batch, as the page is to tell it
 * @param inputs every different one of the runs
 * @param config as it was given
 * @param walkForwards of its last end
 */
public record PageOrigin(
    BatchDirectory directory,
    String name,
    String description,
    BatchState state,
    BatchManifestFile.Source source,
    List<InputFile> inputs,
    String config,
    List<WrittenWalkForward> walkForwards) {
  private static final int MOST_BYTES_OF_CONFIG = 1 << 18;

  public PageOrigin {
    inputs = List.copyOf(inputs);
    walkForwards = List.copyOf(walkForwards);
  }

  /**
   * Reads the manifests of a batch.
   *
   * @param state of the batch, which its manifest may not tell yet
   * @throws IOException where the manifest of the batch, or what it says of walk-forwards, cannot
   *     be read
   */
  public static PageOrigin read(
      BatchDirectory directory,
      String name,
      String description,
      BatchState state,
      List<RunResult> results)
      throws IOException {
    try {
      return new PageOrigin(
          directory,
          name,
          description,
          state,
          BatchManifestFile.readSource(directory.manifest()),
          inputs(directory, results),
          config(directory.config()),
          WrittenWalkForward.readAll(directory));
    } catch (UnreadableFileException unreadable) {
      throw new IOException(directory.manifest() + ": " + unreadable.getMessage(), unreadable);
    }
  }

  private static List<InputFile> inputs(BatchDirectory directory, List<RunResult> results) {
    Map<List<Object>, InputFile> different = new LinkedHashMap<>();
    for (RunResult result : results) {
      try {
        for (InputFile input :
            RunManifestFile.readInputs(directory.run(result.plan()).manifest())) {
          different.putIfAbsent(List.of(input.parameter(), input.path(), input.sha256()), input);
        }
      } catch (UnreadableFileException notEnded) {
        // It has read nothing yet.
      }
    }
    return new ArrayList<>(different.values());
  }

  private static String config(Path file) {
    try {
      return new String(RegularFile.readAll(file, MOST_BYTES_OF_CONFIG), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "";
    }
  }

  /** The path of a run's directory below the batch's. */
  public String path(AnalysedRun run) {
    Path relative = directory.path().relativize(directory.run(run.plan()).path());
    return relative.toString().replace('\\', '/');
  }

  /** The end of what a run has said. */
  public List<String> logTail(AnalysedRun run) {
    return LogTail.read(directory.run(run.plan()).log());
  }
}
