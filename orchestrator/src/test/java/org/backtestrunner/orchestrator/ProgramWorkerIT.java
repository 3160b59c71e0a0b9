package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that a program of the user's executes: here {@link UnrulyWorker}, or a shell script. */
class ProgramWorkerIT {
  @TempDir Path directory;
  private BatchFixture fixture;
  private BatchOutput output;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
    output = fixture.output("own");
  }

  /** Makes a batch of the ids of {@link UnrulyWorker}, which tell how it behaves. */
  private void writeUnruly(String more, String... ids) throws URISyntaxException {
    Path classes =
        Path.of(UnrulyWorker.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      runs.add("{id: \"%s\", overrides: {seed: %d}}".formatted(ids[i], i));
    }
    fixture.write(
        "batch.yaml",
        """
        batch_name: "own"
        output_root: "out"
        worker_command: ["%s", "-XX:TieredStopAtLevel=1", "-cp", "%s", "%s"]
        worker_parameters: {seed: {type: integer}}
        circuit_breaker: off
        %s
        runs:
          - %s
        """
            .formatted(
                CommandLineRun.java().get(0),
                classes,
                UnrulyWorker.class.getName(),
                more,
                String.join("\n  - ", runs)));
  }

  @Test
  void everyEndHasItsCause() throws URISyntaxException {
    writeUnruly(
        "retries: 1\nretry_backoff: 10ms",
        "good",
        "data",
        "refusing",
        "mute",
        "bug",
        "uncaught",
        "heap-1000000",
        "silent",
        "broken",
        "flaky",
        "killed");

    Result result = fixture.batch();

    assertEquals(1, result.exitCode(), result::told);
    output.assertRow("good", "success", "", "0");
    output.assertRow("data", "failed", "bad_data", "65");
    output.assertRow("refusing", "failed", "usage", "2");
    output.assertRow("mute", "failed", "usage", "2");
    output.assertRow("bug", "failed", "program_error", "70");
    output.assertRow("uncaught", "failed", "program_error", "1");
    output.assertRow("heap-1000000", "failed", "program_error", "3");
    output.assertRow("silent", "failed", "no_output", "0");
    output.assertRow("broken", "failed", "invalid_output", "0");
    output.assertRow("flaky", "success", "", "0");
    output.assertRow("killed", "failed", "killed", "137");
    assertEquals(
        "Backtest exited with code 65: prices.csv:7: 'x' is not a number",
        output.row("data").get("error"));
    String uncaught = output.row("uncaught").get("error");
    assertTrue(uncaught.contains("IllegalStateException: nobody caught this"), uncaught);
    assertEquals(
        List.of("1", "1", "1", "1", "1", "1", "1", "1", "1", "2", "2"), output.column("attempts"));
    Result health = fixture.checkHealth();
    assertTrue(health.outText().contains("2/11"), health::told);
  }

  @Test
  void itsTimeLimitEndsItWithAllThatItHasStarted() throws URISyntaxException {
    writeUnruly("max_workers: 2", "deaf", "good");

    Result result = fixture.batch("--timeout-per-run", "4s");

    assertEquals(1, result.exitCode(), result::told);
    assertEquals(List.of("timeout", "success"), output.column("status"));
    assertTrue(ProcessHandle.of(output.pid(0, "deaf")).isEmpty());
    String log = BatchOutput.text(output.run(0, "deaf").resolve("run.log"));
    assertFalse(log.contains("Full thread dump"), "it was asked to end and nothing else: " + log);
  }

  /** Makes a batch of a script that leaves two days, of which the second depends on an input. */
  private void writeScript(String more) {
    fixture.write("lib/rate.sh", "rate=1\n");
    fixture.write("growth.txt", "5\n");
    fixture.write(
        "own program.sh",
        """
        . lib/rate.sh
        for line in $(cat "${1#@}") "$2"; do
          case $line in
            --growth=*) read -r growth <"${line#*=}" ;;
            --days=*) days=${line#*=} ;;
            --out=*) out=${line#*=} ;;
          esac
        done
        echo "$BACKTEST_RUN_ID $BACKTEST_SEED $BACKTEST_OUT $out" >>told.txt
        mkdir -p "$out"
        echo "WARN no_orders: nothing was traded"
        {
          echo timestamp,equity
          echo 2020-01-02,100
          echo 2020-01-03,$((100 + growth * rate))
          echo 2020-01-06,$((100 + growth * rate * days))
        } >"$out/portfolio_equity_1d.csv"
        """);
    fixture.write(
        "batch.yaml",
        """
        batch_name: "own"
        output_root: "out"
        worker_command: [sh, "own program.sh"]
        worker_files: ["lib/*.sh"]
        worker_parameters:
          growth: {type: file, required: true}
          days: {type: integer, min: 1, default: 2}
        base_args: {growth: growth.txt}
        %s
        grid: {days: [2, 3]}
        """
            .formatted(more));
  }

  @Test
  void itIsToldWhatIsAgreedAndMayLeaveAnEquityCurveAlone() throws IOException {
    writeScript("seed: 7\nmax_workers: 1");

    Result result = fixture.batch("--cache-dir", directory.resolve("kept").toString());

    assertEquals(0, result.exitCode(), result::told);
    Path run = output.run(0, "days_2");
    assertEquals(
        List.of(
            "--growth=" + directory.resolve("growth.txt"),
            "--days=2",
            "--out=" + run.resolve("backtest")),
        Files.readAllLines(run.resolve("worker.args")));
    String[] told = Files.readAllLines(directory.resolve("told.txt")).get(0).split(" ");
    assertEquals(List.of("days_2", "7"), List.of(told[0], told[1]));
    assertTrue(told[2].startsWith(run + "/"), told[2]);
    assertEquals(told[2], told[3]);
    Map<String, String> row = output.row("days_2");
    assertEquals(
        List.of("2020-01-02", "2020-01-06", "110.00", "", ""),
        List.of(
            row.get("start_date"),
            row.get("end_date"),
            row.get("final_equity"),
            row.get("orders"),
            row.get("turnover")),
        "what nobody has written is not 0");
    assertEquals("no_orders", row.get("warning_kinds"));
    assertFalse(Files.exists(directory.resolve("kept")), "nothing was prepared");
    assertFalse(result.errText().contains("looked at"), result::told);
    String report = BatchOutput.text(output.directory().resolve("batch_report.html"));
    assertFalse(report.contains("buy_and_hold"), "the program knows no such strategy");
    assertTrue(report.contains("No benchmark: tag a run <code>benchmark</code>."), report);
  }

  @Test
  void resumeKeepsWhatIsUnchangedAndTellsWhatIsNot() throws IOException {
    writeScript("max_workers: 1");
    assertEquals(0, fixture.batch().exitCode());

    resumes("kept", "kept");
    fixture.write("lib/rate.sh", "rate=2\n");
    resumes("to run: lib/rate.sh changed", "to run: lib/rate.sh changed");
    resumes("kept", "kept");
    Path script = directory.resolve("own program.sh");
    fixture.write("own program.sh", "# the same\n" + BatchOutput.text(script));
    resumes("to run: ./own program.sh changed", "to run: ./own program.sh changed");
    fixture.write("growth.txt", "7\n");
    resumes("to run: growth changed", "to run: growth changed");
    Path config = directory.resolve("batch.yaml");
    String text = BatchOutput.text(config);
    fixture.write("batch.yaml", text.replace("[sh, ", "[sh, -e, "));
    resumes("to run: worker_command changed", "to run: worker_command changed");
    fixture.write("batch.yaml", BatchOutput.text(config).replace("days: [2, 3]", "days: [3, 4]"));
    resumes(
        "kept",
        "to run: no earlier result has these parameters; nearest: 0000_days_2, which differs in"
            + " days (2, now 4)");
    assertEquals(List.of("142.00", "156.00"), output.column("final_equity"));
  }

  /** Says of each run what a dry run says, and resumes the batch. */
  private void resumes(String... verdicts) {
    Result plan = fixture.batch("--dry-run", "--resume");
    List<String> said =
        plan.out().stream()
            .filter(line -> line.endsWith("]"))
            .map(line -> line.substring(line.lastIndexOf("  [") + 3, line.length() - 1))
            .toList();
    assertEquals(List.of(verdicts), said, plan::told);
    Result resumed = fixture.batch("--resume");
    assertEquals(0, resumed.exitCode(), resumed::told);
  }

  @Test
  void aRunIsRepeatedFromAnywhereAndByTheLineThatIsPrinted() throws IOException {
    writeScript("seed: 7");
    fixture.write("growth.txt", "none\n");
    Result failed = fixture.batch();
    assertEquals(1, failed.exitCode(), failed::told);
    assertTrue(
        failed
            .outText()
            .contains("sh 'own program.sh' @" + output.run(0, "days_2").resolve("worker.args")),
        failed::told);
    fixture.write("growth.txt", "5\n");
    assertEquals(0, fixture.batch("--resume").exitCode());
    Files.delete(directory.resolve("told.txt"));
    Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));

    Result replay =
        CommandLineRun.call(elsewhere, "replay", "../out/own", "days_3", "--out", "again");

    assertEquals(0, replay.exitCode(), replay::told);
    assertTrue(replay.errText().endsWith("(byte for byte those of the batch)"), replay::told);
    String[] told = BatchOutput.text(directory.resolve("told.txt")).strip().split(" ");
    assertEquals(List.of("days_3", "7"), List.of(told[0], told[1]));
    assertEquals(elsewhere.resolve("again").toString(), told[3]);

    Result debug = CommandLineRun.call(directory, "replay", "out/own", "days_3", "--debug");
    assertEquals(2, debug.exitCode(), debug::told);
    fixture.write("lib/rate.sh", "rate=2\n");
    Result other = CommandLineRun.call(directory, "replay", "out/own", "days_3");
    assertEquals(1, other.exitCode(), other::told);
    assertTrue(
        other
            .errText()
            .contains(
                "the program's file is not that of the batch: " + directory.resolve("lib/rate.sh")),
        other::told);
  }

  @Test
  void whatIsToldOfItsBatchLaterKnowsItsParameters() {
    writeScript("");
    assertEquals(0, fixture.batch().exitCode());
    String before = BatchOutput.text(output.directory().resolve("batch_statistics.json"));

    Result report = CommandLineRun.call(directory, "report", "out/own");

    assertEquals(0, report.exitCode(), report::told);
    assertEquals(before, BatchOutput.text(output.directory().resolve("batch_statistics.json")));
    Result board = CommandLineRun.call(directory, "leaderboard", "out/own");
    assertEquals(0, board.exitCode(), board::told);
    assertTrue(board.outText().contains("days 3"), board::told);
  }

  @Test
  void aProgramThatIsNotThereIsOneSentenceAndNothingIsWritten() {
    writeScript("");
    Path config = directory.resolve("batch.yaml");
    fixture.write("batch.yaml", BatchOutput.text(config).replace("[sh, ", "[shhh, "));

    Result result = fixture.batch();

    assertEquals(2, result.exitCode(), result::told);
    assertEquals(
        1,
        result.err().stream()
            .filter(line -> line.contains("worker_command: there is no program 'shhh'"))
            .count(),
        result::told);
    assertFalse(Files.exists(directory.resolve("out")));
  }
}
