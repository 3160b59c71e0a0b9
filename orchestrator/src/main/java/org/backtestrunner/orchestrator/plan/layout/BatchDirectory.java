package org.backtestrunner.orchestrator.plan.layout;

import java.nio.file.Path;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.plan.RunPlan;

/**
 * The files of one batch.
 *
 * @param path absolute
 */
public record BatchDirectory(Path path) {
  private static final int LONGEST_ID = 80;
  private static final int INDEX_DIGITS = 4;

  public BatchDirectory {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("not absolute: " + path);
    }
  }

  /** {@code {output_root}/{batch_name}}. */
  public static BatchDirectory of(BatchConfig config) {
    return new BatchDirectory(config.identity().outputRoot().resolve(config.identity().name()));
  }

  /** The batch output at a path. */
  public static BatchDirectory at(Path path) {
    return new BatchDirectory(path.toAbsolutePath());
  }

  /** The config as given, byte for byte, even if it is JSON. */
  public Path config() {
    return path.resolve("batch_config.yaml");
  }

  public Path manifest() {
    return path.resolve("batch_manifest.json");
  }

  public Path summaryCsv() {
    return path.resolve("batch_summary.csv");
  }

  public Path summaryJson() {
    return path.resolve("batch_summary.json");
  }

  public Path statistics() {
    return path.resolve("batch_statistics.json");
  }

  public Path sensitivity() {
    return path.resolve("sensitivity.csv");
  }

  public Path bestParameters() {
    return path.resolve("best_params.json");
  }

  public Path markdownReport() {
    return path.resolve("batch_report.md");
  }

  /** The parent of all run directories. */
  public Path runs() {
    return path.resolve("runs");
  }

  /** Takes what a resumed batch no longer counts; nothing in it is ever deleted. */
  public Path superseded() {
    return runs().resolve(".superseded");
  }

  /** Takes directories of runs on their way to another place in the plan. */
  public Path moving() {
    return runs().resolve(".moving");
  }

  public RunDirectory run(RunPlan run) {
    return run(run.index(), run.id());
  }

  /** {@code runs/0007_id}: the index keeps names apart where a long id is cut. */
  public RunDirectory run(int index, String id) {
    String digits = Integer.toString(index);
    String number = "0".repeat(Math.max(0, INDEX_DIGITS - digits.length())) + digits;
    String cut = id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID);
    return new RunDirectory(runs().resolve(number + "_" + cut));
  }
}
