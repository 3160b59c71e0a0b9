package org.backtestrunner.orchestrator.plan.layout;

import java.nio.file.Path;
import java.util.regex.Pattern;
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
  private static final int DIGEST_DIGITS = 16;
  private static final int LONGEST_NAME = 80;
  private static final Pattern NOT_IN_NAME = Pattern.compile("[^A-Za-z0-9._-]");

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

  /**
   * Where a batch's config can be read again: the user's file, or the batch's own copy of what came
   * from standard input or a pipe.
   */
  public static Path lastingConfig(BatchConfig config) {
    return config.source().lastingFile().orElseGet(() -> of(config).config());
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

  /** Takes copies of small inputs. */
  public Path inputs() {
    return path.resolve("inputs");
  }

  /**
   * {@code inputs/3fa9c1d20b7e5a66-bundle.yaml}: the copy of an input, named by what it holds.
   *
   * @param sha256 of its content
   */
  public Path keptInput(String sha256, Path original) {
    String name = NOT_IN_NAME.matcher(original.getFileName().toString()).replaceAll("_");
    String cut = name.substring(Math.max(0, name.length() - LONGEST_NAME));
    return inputs().resolve(sha256.substring(0, DIGEST_DIGITS) + "-" + cut);
  }

  public Path walkForwardCsv() {
    return path.resolve("walk_forward.csv");
  }

  public Path walkForwardFoldsCsv() {
    return path.resolve("walk_forward_folds.csv");
  }

  /** Takes the curves of walk-forwards. */
  public Path walkForwards() {
    return path.resolve("walk_forward");
  }

  /**
   * The curve of one walk-forward.
   *
   * @param freq the runs' bar length
   */
  public Path walkForwardCurve(String id, String freq) {
    return walkForwards().resolve(id).resolve("portfolio_equity_" + freq + ".csv");
  }

  /** Takes copies of the user's strategies and factors, and the jars that they were made into. */
  public Path strategySources() {
    return path.resolve("strategy_sources");
  }

  /**
   * The copy of such a jar, named by what it holds: runs of an earlier start keep their own.
   *
   * @param sha256 of its content
   */
  public Path strategyJar(String sha256) {
    return strategySources().resolve("strategies-" + sha256.substring(0, DIGEST_DIGITS) + ".jar");
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

  /** What people read of all that. */
  public Path page() {
    return path.resolve("batch_report.html");
  }

  /** Takes what JVMs that execute several runs say on their own behalf. */
  public Path jvmOutputs() {
    return path.resolve("jvms");
  }

  /** Takes what passes between us and a cluster. */
  public Path slurm() {
    return path.resolve("slurm");
  }

  /** Takes what passes between us and whoever executes {@link #taskList}. */
  public Path tasks() {
    return path.resolve("tasks");
  }

  /** What is to be executed by others: a line a task. */
  public Path taskList() {
    return path.resolve("tasks.tsv");
  }

  /** Executes a line of {@link #taskList}. */
  public Path taskScript() {
    return path.resolve("run_task.sh");
  }

  /** The parent of all run directories. */
  public Path runs() {
    return path.resolve("runs");
  }

  /** Takes what a resumed batch no longer counts; only the user has it deleted. */
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
