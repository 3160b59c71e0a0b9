package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to which stream, and how the program answers mistakes on its command line. */
class CommandLineIT {
  @TempDir Path directory;
  private BatchFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
  }

  @Test
  void progressGoesToStandardErrorALineARunWithoutControlCharacters() {
    fixture.writeStubBatch("told", "max_workers: 1", "good-1", "data", "good-2");

    Result result = fixture.batch();

    assertEquals(3, result.err().size(), result::told);
    assertTrue(result.err().get(0).matches("\\[1/3] good-1 success [0-9.]+ s"), result::told);
    assertTrue(
        result.err().get(1).matches("\\[2/3] data failed [0-9.]+ s: Backtest exited .* 65: .*"),
        result::told);
    assertTrue(result.err().get(2).matches("\\[3/3] good-2 success [0-9.]+ s"), result::told);
    assertTrue((result.outText() + result.errText()).matches("[^\\p{Cntrl}]*(\n[^\\p{Cntrl}]*)*"));
    assertFalse(result.outText().contains("[1/3]"), result::told);
    assertEquals(
        "Summary: " + directory.resolve("out/told/batch_summary.csv"),
        result.out().get(result.out().size() - 1));
  }

  @Test
  void quietTellsNoProgressAndVerboseTheStartsToo() {
    fixture.writeStubBatch("told", "max_workers: 1", "good-1", "data");

    Result quiet = fixture.batch("-q");
    assertEquals(1, quiet.exitCode());
    assertEquals(List.of(), quiet.err());
    assertTrue(quiet.out().contains("1 of 2 runs succeeded, 1 failed"), quiet::told);

    Result verbose = fixture.batch("-v", "--rerun");
    assertEquals("started good-1", verbose.err().get(0));
    assertTrue(verbose.err().get(1).startsWith("[1/2] good-1 success"), verbose::told);
    assertEquals(4, verbose.err().size(), verbose::told);
  }

  @Test
  void theVersionIsTold() {
    Result result = CommandLineRun.call(directory, "--version");

    assertEquals(0, result.exitCode(), result::told);
    assertTrue(result.out().get(0).startsWith("backtest-runner 0."), result::told);
    assertTrue(
        result.outText().contains("Java " + System.getProperty("java.runtime.version")),
        result::told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "batch_backtest",
        "check_health",
        "clean",
        "compare",
        "completion",
        "describe",
        "help",
        "leaderboard",
        "report",
        "sample_data",
        "trials"
      })
  void everyCommandHelpsWithAnExample(String command) {
    Result result = CommandLineRun.call(directory, command, "--help");

    assertEquals(0, result.exitCode(), result::told);
    assertEquals(List.of(), result.err());
    assertTrue(result.out().get(0).startsWith("Usage: cli " + command), result::told);
    assertTrue(result.outText().contains("scripts/cli " + command), result::told);
    assertEquals(result.out(), CommandLineRun.call(directory, "help", command).out());
  }

  @Test
  void theProgramsOwnHelpListsTheCommands() {
    Result result = CommandLineRun.call(directory, "--help");

    assertEquals(0, result.exitCode(), result::told);
    for (String command :
        List.of(
            "batch_backtest",
            "check_health",
            "compare",
            "describe",
            "leaderboard",
            "report",
            "sample_data")) {
      assertTrue(result.outText().contains("  " + command + " "), result::told);
    }
    assertFalse(result.outText().contains("make_archive"), result::told);
    assertEquals(result.out(), CommandLineRun.call(directory, "help").out());
  }

  @Test
  void withoutACommandTheHelpGoesToStandardError() {
    Result result = CommandLineRun.call(directory);

    assertEquals(2, result.exitCode(), result::told);
    assertEquals(List.of(), result.out());
    assertEquals(CommandLineRun.call(directory, "--help").out(), result.err());
  }

  @Test
  void theConfigMayBeGivenWithoutAnOption() {
    fixture.writeStubBatch("plain", "", "good");

    Result result = CommandLineRun.call(directory, "batch_backtest", "batch.yaml", "--dry-run");

    assertEquals(0, result.exitCode(), result::told);
    assertEquals(withoutFreeSpace(fixture.batch("--dry-run")), withoutFreeSpace(result));
  }

  /** What others write meanwhile changes it. */
  private static String withoutFreeSpace(Result result) {
    return result.outText().replaceAll("; [0-9.]+ [A-Z]+ are free", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "batch_backtests --config-file batch.yaml",
        "help batch_backtests",
        "completion",
        "completion tcsh",
        "batch_backtest",
        "batch_backtest --config-file batch.yaml --paralel",
        "batch_backtest --config-file batch.yaml --max-workers 0",
        "batch_backtest --config-file batch.yaml --max-workers many",
        "batch_backtest --config-file batch.yaml -q -v",
        "batch_backtest --config-file batch.yaml other.yaml",
      })
  void aMistakeOnTheCommandLineIsOneSentence(String commandLine) {
    fixture.writeStubBatch("unused", "", "good");

    Result result = CommandLineRun.call(directory, commandLine.split(" "));

    assertEquals(2, result.exitCode(), result::told);
    assertEquals(List.of(), result.out());
    assertEquals(1, result.err().size(), result::told);
    assertTrue(result.err().get(0).startsWith("Error: "), result::told);
    assertTrue(result.err().get(0).contains("--help"), result::told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batch_backtest --confg-file x.yaml | option --confg-file (did you mean --config-file?)",
        "batch_backtest --confg-file=x.yaml | option --confg-file (did you mean --config-file?)",
        "batch_backtest --config-file x.yaml --max_worker 2 | --max_worker (did you mean --max-",
        "batch_backtest --config-file x.yaml --paralel | unknown option --paralel (cli batch",
        "batch_backtest --config-file x.yaml -x | unknown option -x (cli batch_backtest --help",
        "describe --formt json | unknown option --formt (did you mean --format?)",
        "sample_data --symbol 3 | unknown option --symbol (did you mean --symbols?)",
        "batch_backtst --config-file x.yaml | command batch_backtst (did you mean batch_backtest?)",
        "frobnicate | unknown command frobnicate (cli --help",
        "help batch_backtst | unknown command batch_backtst (did you mean batch_backtest?)",
        "batch_backtest x.yaml y.yaml | y.yaml' is more than this command takes",
        "batch_backtest y.yaml --config-file x.yaml | CONFIG and --config-file both name a config",
        "batch_backtest --dry-run | a batch config is missing",
      })
  void aMistakeIsNamedEvenWhereAnOptionIsMissingByIt(String commandLine, String told) {
    Result result = CommandLineRun.call(directory, commandLine.split(" "));

    assertEquals(2, result.exitCode(), result::told);
    assertEquals(1, result.err().size(), result::told);
    assertTrue(result.err().get(0).startsWith("Error: "), result::told);
    assertTrue(result.err().get(0).contains(told), result::told);
  }

  @Test
  void aMistypedOptionOfTheHealthCheckIsNamedToo() {
    Result result = CommandLineRun.call(directory, "check_health", "--batch-rot", "x");

    assertEquals(3, result.exitCode(), result::told);
    assertTrue(
        result.errText().contains("unknown option --batch-rot (did you mean --batch-root?)"),
        result::told);
  }

  @Test
  void aConfigThatIsNoFileIsNamedWithItsFullPath() {
    assertConfigRefused("nowhere.yaml", "config file not found: " + directory + "/nowhere.yaml");
    fixture.write("folder.yaml/batch.yaml", "");
    assertConfigRefused("folder.yaml", "is a directory");
    fixture.write("empty.yaml", "");
    assertConfigRefused("empty.yaml", "the file is empty");
  }

  private void assertConfigRefused(String file, String reason) {
    Result result = CommandLineRun.call(directory, "batch_backtest", "--config-file", file);

    assertEquals(2, result.exitCode(), result::told);
    assertEquals(List.of(), result.out());
    assertEquals(2, result.err().size(), result::told);
    assertTrue(result.err().get(0).startsWith(file + ": "), result::told);
    assertTrue(result.err().get(0).contains(reason), result::told);
  }

  @ParameterizedTest
  @CsvSource({"batch_backtest --config-file batch.yaml, 4", "check_health, 3", "describe, 4"})
  void whatCannotBeToldBecauseStandardOutputIsFullIsTheEnvironmentsFault(
      String commandLine, int exitCode) {
    fixture.writeStubBatch("full", "", "good");

    Result result = shell("\"$@\" >/dev/full", commandLine);

    assertEquals(exitCode, result.exitCode(), result::told);
    List<String> errors = result.err().stream().filter(e -> e.startsWith("Error: ")).toList();
    assertEquals(1, errors.size(), result::told);
    assertTrue(errors.get(0).contains("standard output cannot be written"), result::told);
  }

  @Test
  void aReaderWhoHasReadEnoughIsNoFailure() {
    Result result = shell("(\"$@\"; echo $? >code) | head -c 1 >/dev/null", "describe");

    assertEquals(List.of(), result.err());
    assertEquals("0\n", BatchOutput.text(directory.resolve("code")));
  }

  @ParameterizedTest
  @CsvSource({"batch_backtest --config-file big.yaml, 4", "check_health --batch-root out, 3"})
  void aHeapThatIsTooSmallForTheProgramIsNoResultOfIt(String commandLine, int exitCode) {
    fixture.write("big.yaml", "#".repeat(9_000_000));
    fixture.write("out/big/batch_manifest.json", "{\"state\": \"" + "x".repeat(20_000_000) + "\"}");
    List<String> command = new ArrayList<>(CommandLineRun.program(commandLine.split(" ")));
    command.addAll(1, List.of("-XX:+UseSerialGC", "-Xmx6m"));

    Result result = CommandLineRun.call(directory, Map.of(), command);

    assertEquals(exitCode, result.exitCode(), result::told);
    assertTrue(result.errText().contains("Error: out of memory ("), result::told);
    assertFalse(result.errText().contains("\tat "), result::told);
  }

  private Result shell(String script, String commandLine) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    command.addAll(CommandLineRun.program(commandLine.split(" ")));
    return CommandLineRun.call(directory, Map.of(), command);
  }

  @Test
  void anOutputRootThatCannotBeWrittenIsTheEnvironmentsFault() {
    fixture.writeStubBatch("blocked", "", "good");
    fixture.write("out", "a file in the way");

    Result result = fixture.batch();

    assertEquals(4, result.exitCode(), result::told);
    assertEquals(1, result.err().size(), result::told);
    assertTrue(result.errText().startsWith("Error: "), result::told);
    assertTrue(result.errText().contains(directory.resolve("out").toString()), result::told);
  }

  @Test
  void aWorkerJarThatIsMissingOrNoneIsTheEnvironmentsFault() throws Exception {
    fixture.writeStubBatch("jarless", "", "good");
    Files.delete(directory.resolve("stub.jar"));
    Result missing = fixture.batch();
    assertEquals(4, missing.exitCode(), missing::told);
    assertEquals(
        List.of("Error: worker jar not found: " + directory.resolve("stub.jar")), missing.err());

    fixture.write("stub.jar", "not a jar");
    Result broken = fixture.batch();
    assertEquals(4, broken.exitCode(), broken::told);
    assertEquals(1, broken.err().size(), broken::told);
    assertTrue(broken.errText().contains(directory.resolve("stub.jar").toString()), broken::told);
  }
}
