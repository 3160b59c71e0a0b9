package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a program of one's own, and such programs that go wrong. */
class PythonWorkerIT {
  private static final String EXAMPLE = "configs/python_worker.yaml";
  private static final String PROGRAM = "configs/programs/ma_cross.py";

  @TempDir Path directory;
  private BatchFixture fixture;

  /** Whether the examples that need Python can be run on this machine. */
  static boolean isThere() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, "python3")));
  }

  @BeforeEach
  void setUp() {
    assumeTrue(isThere(), "python3 is not installed");
    fixture = new BatchFixture(directory);
  }

  /** Puts the example into the directory, on fewer prices. */
  private BatchOutput writeExample() {
    fixture.writePrices("prices.csv", 8, 300);
    fixture.write(PROGRAM, BatchOutput.text(CommandLineRun.HOME.resolve(PROGRAM)));
    String config = BatchOutput.text(CommandLineRun.HOME.resolve(EXAMPLE));
    fixture.write(
        "batch.yaml",
        config
            .replace("configs/data/sample_prices.csv.gz", "prices.csv")
            .replace("2014-01-01", "2015-03-02")
            .replace("output/batch_backtests", "out"));
    return fixture.output("python_worker");
  }

  @Test
  void theExampleIsAGridWhoseResultsAreKeptUntilItsProgramChanges() {
    BatchOutput output = writeExample();

    Result first = fixture.batch();

    assertEquals(0, first.exitCode(), first::told);
    assertEquals(Collections.nCopies(20, "success"), output.column("status"));
    assertEquals(20, Set.copyOf(output.column("final_equity")).size());
    assertTrue(output.column("orders").stream().allMatch(n -> Double.parseDouble(n) > 0));
    assertEquals(Set.of("2015-03-02"), Set.copyOf(output.column("start_date")));

    Result second = fixture.batch("--resume");
    assertEquals(0, second.exitCode(), second::told);
    assertEquals(0, count(second.err(), " success "), second::told);

    fixture.write(PROGRAM, BatchOutput.text(directory.resolve(PROGRAM)) + "# changed\n");
    Result third = fixture.batch("--resume");
    assertEquals(0, third.exitCode(), third::told);
    assertEquals(20, count(third.err(), " success "), third::told);
  }

  private static long count(List<String> lines, String text) {
    return lines.stream().filter(line -> line.contains(text)).count();
  }

  /** One symbol that rises by a tenth a day: averages of 2 and 3 closes part on the third day. */
  @Test
  void itsNumbersAreThoseOfPencilAndPaper() throws IOException {
    writeExample();
    fixture.write(
        "prices.csv",
        """
        timestamp,symbol,close
        2015-03-02,A,100
        2015-03-03,A,110
        2015-03-04,A,121
        2015-03-05,A,125
        2015-03-06,A,150
        """);
    String config = BatchOutput.text(directory.resolve("batch.yaml"));
    fixture.write(
        "batch.yaml",
        config.substring(0, config.indexOf("grid:"))
            + "runs: [{id: up, overrides: {fast: 2, slow: 3, commission_bps: 0}}]\n");

    Result result = fixture.batch();

    assertEquals(0, result.exitCode(), result::told);
    Path backtest = fixture.output("python_worker").run(0, "up").resolve("backtest");
    // Decided on the 4th, bought with all on the 5th: 100000 / 125 = 800, worth 120000 on the 6th.
    assertEquals(
        "2015-03-05,A,BUY,800.0,125.0,100000.0,0.0",
        Files.readAllLines(backtest.resolve("orders_1d.csv")).get(1));
    List<String> equity = Files.readAllLines(backtest.resolve("portfolio_equity_1d.csv"));
    assertEquals("2015-03-06,120000.0,0.0,120000.0,0.0,0", equity.get(5));
  }

  @Test
  void aProgramThatGoesWrongEndsAsAWorkerOfOursWould() {
    fixture.write(
        "wrong.py",
        """
        import os, signal, sys, time
        how = os.environ["BACKTEST_RUN_ID"]
        out = os.environ["BACKTEST_OUT"]
        os.makedirs(out)
        with open(os.path.join(out, "portfolio_equity_1d.csv"), "w") as file:
            file.write("timestamp,equity\\n2020-01-02,100\\n2020-01-03,")
            if how == "half":
                sys.exit(0)
            file.write("101\\n")
        if how == "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        if how == "raises":
            raise ValueError("no such factor")
        if how == "says":
            sys.exit("there is nothing to trade")
        if how == "hangs":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(600)
        if how == "floods":
            block = "x" * 1023 + "\\n"
            for _ in range(100 << 10):
                sys.stdout.write(block)
        """);
    fixture.write(
        "batch.yaml",
        """
        batch_name: "wrong"
        output_root: "out"
        circuit_breaker: off
        timeout_per_run: "8s"
        worker_command: [python3, wrong.py]
        runs:
          - {id: good, overrides: {seed: 1}}
          - {id: half, overrides: {seed: 2}}
          - {id: dies, overrides: {seed: 3}}
          - {id: raises, overrides: {seed: 4}}
          - {id: says, overrides: {seed: 5}}
          - {id: hangs, overrides: {seed: 6}}
          - {id: floods, overrides: {seed: 7}}
        """);

    Result result = fixture.batch();

    assertEquals(1, result.exitCode(), result::told);
    BatchOutput output = fixture.output("wrong");
    output.assertRow("good", "success", "", "0");
    output.assertRow("half", "failed", "invalid_output", "0");
    output.assertRow("dies", "failed", "killed", "137");
    output.assertRow("raises", "failed", "program_error", "1");
    output.assertRow("says", "failed", "program_error", "1");
    output.assertRow("hangs", "timeout", "timeout", "137");
    output.assertRow("floods", "success", "", "0");
    Map<String, String> errors =
        Map.of(
            "raises", "Backtest exited with code 1: ValueError: no such factor",
            "says", "Backtest exited with code 1: there is nothing to trade");
    errors.forEach((id, error) -> assertEquals(error, output.row(id).get("error")));
    long log = output.run(6, "floods").resolve("run.log").toFile().length();
    assertTrue(log < 90L << 20, "a log is cut: " + log);
  }
}
