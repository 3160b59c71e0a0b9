package org.backtestrunner.orchestrator.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.config.ConfigReader;
import org.backtestrunner.orchestrator.config.document.ConfigException;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.key.GivenOptions;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.WorkerJars;
import org.backtestrunner.orchestrator.launch.compile.StrategyCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker declares is all that is known: here one of which this program has never heard. */
class ForeignWorkerTest {
  private static final String DECLARED =
      """
      {"schema_version": 1, "prepared_from": ["quotes", "layout", "lookback"], "parameters": [
        {"name": "strategy", "type": "choice", "choices": ["dual", "static"], "required": true,
         "description": "What to do."},
        {"name": "quotes", "type": "file", "required": true, "directory": true,
         "description": "Prices."},
        {"name": "layout", "type": "file", "choices": ["wide", "tall"], "default": "tall",
         "required": false, "description": "How prices are written."},
        {"name": "skip", "type": "integer", "default": "1", "required": false,
         "strategies": ["dual"], "description": "Days left out."},
        {"name": "lookback", "type": "integer", "range": "[1, inf)", "required": true,
         "strategies": ["dual"], "description": "Days."}],
       "rules": [
        {"kind": "less", "first": "skip", "second": "lookback", "words": "must be below"},
        {"kind": "exclude", "first": "layout", "first_value": "wide", "second": "strategy",
         "second_value": "dual", "words": "has no volumes for"}],
       "strategies": [], "factors": []}
      """;

  @TempDir private Path directory;

  private BatchPlan plan(String runs) throws IOException {
    Path jar = WorkerJars.with(directory, DECLARED);
    Files.createDirectories(directory.resolve("quotes"));
    Files.writeString(directory.resolve("quotes/A.csv"), "content\n");
    String config = "batch_name: b\nbase_args: {strategy: dual, quotes: quotes}\nruns:\n" + runs;
    Path file = Files.writeString(directory.resolve("batch.yaml"), config);
    return Planner.plan(
        ConfigReader.read(file, GivenOptions.none(), directory, jar, new StrategyCompiler()));
  }

  private List<String> problems(String runs) {
    return assertThrows(ConfigException.class, () -> plan(runs)).problems().stream()
        .map(Problem::toString)
        .map(text -> text.substring(text.indexOf("batch.yaml")))
        .toList();
  }

  @Test
  void itsRulesAreKeptByTheStrategiesThatUseBothParameters() {
    assertEquals(
        List.of(
            "batch.yaml:4: runs[0].overrides.lookback: skip 1 (the default) must be below"
                + " lookback 1 (line 4)",
            "batch.yaml:5: runs[1].overrides.layout: layout wide (line 5) has no volumes for"
                + " strategy dual (line 2)"),
        problems(
            """
              - {id: a, overrides: {lookback: 1}}
              - {id: b, overrides: {lookback: 9, layout: wide}}
              - {id: c, overrides: {lookback: 1, strategy: static, layout: wide}}
            """));
  }

  @Test
  void whatIsRequiredIsSoForTheStrategiesThatUseIt() {
    assertEquals(
        List.of("batch.yaml:4: runs[0]: lookback is missing (required by strategy dual)"),
        problems("  - {id: a}\n  - {id: b, overrides: {strategy: static}}\n"));
  }

  @Test
  void aNameForAFileOfTheWorkersOwnIsNoPath() throws IOException {
    List<RunPlan> runs =
        plan("""
                  - {id: a, overrides: {strategy: static}}
                  - {id: b, overrides: {strategy: static, layout: quotes/A.csv}}
                """)
            .runs();
    Path quotes = directory.resolve("quotes");
    assertEquals(Map.of("quotes", quotes), runs.get(0).inputFiles(directory));
    assertEquals("tall", runs.get(0).workerParameters(directory).get("layout"));
    String own = quotes.resolve("A.csv").toString();
    assertEquals(own, runs.get(1).workerParameters(directory).get("layout"));
    assertEquals(
        List.of("batch.yaml:4: runs[0].overrides.layout: file not found: " + directory + "/short"),
        problems("  - {id: a, overrides: {strategy: static, layout: short}}\n"));
  }

  @Test
  void whatItCannotLeaveOutIsNotAskedOfIt() throws IOException {
    String runs = "  - {id: a, overrides: {lookback: 9}}\n";
    assertEquals(
        List.of(
            "batch.yaml:5: outputs: the worker cannot leave files out, since it does not know"
                + " --outputs: leave the key out, or name all of equity, orders, positions"),
        problems(runs + "outputs: [equity]\n"));
    assertEquals(1, plan(runs + "outputs: [positions, orders]\n").runs().size());
  }

  @Test
  void itTellsOnWhatItsPreparedInputsDepend() throws IOException {
    List<RunPlan> runs =
        plan("  - {id: a, overrides: {lookback: 9}}\n  - {id: b, overrides: {strategy: static}}\n")
            .runs();
    assertEquals(List.of("quotes", "layout", "lookback"), names(runs.get(0)));
    assertEquals(List.of("quotes", "layout"), names(runs.get(1)));
  }

  private static List<String> names(RunPlan run) {
    return run.effective().preparedFrom().stream().map(Parameter::name).toList();
  }
}
