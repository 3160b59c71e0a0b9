package org.backtestrunner.orchestrator.config.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.config.Configs;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.plan.Planner;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A config whose runs are executed by a program of the user's. */
class WorkerProgramTest {
  private static final String PARAMETERS =
      """
      worker_parameters:
        lookback: {type: integer, min: 1, max: 250, default: 20, description: "days"}
        threshold: {type: number, default: 0.5}
        universe: {type: choice, choices: [sp500, ftse], default: sp500}
        prices: {type: file, required: true}
        since: {type: date}
        label: {type: text}
      """;

  private static final String HEAD =
      "batch_name: own\nworker_command: [sh, program.sh]\n" + PARAMETERS;

  @TempDir private Path directory;
  private Configs configs;

  @BeforeEach
  void makeProgram() throws IOException {
    configs = new Configs(directory);
    Files.writeString(directory.resolve("program.sh"), "exit 0\n");
  }

  private List<String> problems(String config) {
    return configs.problems(config).stream()
        .map(text -> text.substring(text.indexOf("batch.yaml:") + "batch.yaml:".length()))
        .toList();
  }

  @Test
  void whatMeansTheSameOfEveryRunIsAnAssumptionAndAllElseAChoice() {
    BatchConfig config =
        configs.read(
            """
            batch_name: own
            worker_command: [sh, program.sh]
            worker_parameters:
              price_file: {type: file}
              start_date: {type: date}
              start_capital: {type: number}
              lookback: {type: integer}
              model: {type: file}
            runs: [{id: a}]
            """);

    assertEquals(
        List.of("price_file", "start_date", "start_capital", "freq", "bars_per_year", "seed"),
        config.worker().parameters().stream()
            .filter(Parameter::assumption)
            .map(Parameter::name)
            .toList());
  }

  private void refuses(String declaration, String problem) {
    assertEquals(
        List.of(problem),
        problems(
            "batch_name: own\nworker_command: [sh, program.sh]\nworker_parameters:\n  "
                + declaration
                + "\nruns: [{id: a}]\n"));
  }

  @Test
  void declaredParametersAreAxesWithDefaultsConditionsAndHashes() {
    BatchConfig config =
        configs.read(
            HEAD
                + """
                base_args: {prices: prices.csv, threshold: 0.50}
                grid:
                  lookback: [10, 20, 30]
                  universe: [sp500, ftse]
                  where: "lookback < 30 or universe == 'ftse'"
                """);
    List<RunPlan> runs = Planner.plan(config).runs();

    assertEquals(
        List.of(
            "lookback_10_universe_sp500",
            "lookback_10_universe_ftse",
            "lookback_20_universe_sp500",
            "lookback_20_universe_ftse",
            "lookback_30_universe_ftse"),
        runs.stream().map(RunPlan::id).toList());
    assertEquals("0.50", runs.get(0).parameters().get("threshold"));
    assertEquals("0.5", runs.get(0).normalised("threshold"));
    // The run whose every value is a default but one: SHA-256 by sha256sum.
    assertEquals("e7ca39a062767e0a", runs.get(2).paramsHash());
    assertEquals(directory.resolve("prices.csv"), runs.get(0).inputFiles(directory).get("prices"));
    assertEquals(
        Set.of("lookback", "threshold", "universe", "prices", "since", "label"),
        config.program().orElseThrow().declared());
  }

  @Test
  void valuesAreCheckedByTheDeclarations() {
    assertEquals(
        List.of(
            "10: base_args.lookbak: unknown parameter, since worker_parameters does not declare it"
                + " (did you mean lookback?)",
            "10: base_args.price_file: unknown parameter, since worker_parameters does not declare"
                + " it",
            "10: base_args.prices: file not found: " + directory + "/none.csv",
            "12: grid.lookback[1]: must be in [1, 250], not 0",
            "13: grid.universe[0]: must be one of sp500, ftse, not 'ftsee' (did you mean ftse?)",
            "14: grid.since[0]: there is no date 2021-02-30"),
        problems(
            HEAD
                + """
                base_args: {prices: none.csv, lookbak: 3, price_file: prices.csv}
                grid:
                  lookback: [5, 0]
                  universe: [ftsee]
                  since: ["2021-02-30"]
                """));
    assertEquals(
        List.of("10: runs[0]: prices is missing (required)"), problems(HEAD + "runs: [{id: a}]\n"));
  }

  @Test
  void aMistakeInADeclarationIsNamedWithItsLine() {
    refuses("x: {}", "4: worker_parameters.x: type is missing: " + types());
    refuses(
        "x: {type: integr}",
        "4: worker_parameters.x.type: must be "
            + types()
            + ", not 'integr' (did you mean integer?)");
    refuses(
        "x: {type: integer, defalt: 3}",
        "4: worker_parameters.x.defalt: unknown key (did you mean default?)");
    refuses(
        "x: {type: integer, max: 5, default: 6}",
        "4: worker_parameters.x.default: must be in (-inf, 5], not 6");
    refuses(
        "x: {type: date, min: 5}",
        "4: worker_parameters.x.min: only numbers have a min, not a parameter of type date");
    refuses(
        "x: {type: number, min: 5, max: 4}",
        "4: worker_parameters.x.max: must not be below min, which is 5");
    refuses(
        "x: {type: choice}",
        "4: worker_parameters.x: a choice needs choices, such as choices: [low, high]");
    refuses(
        "x: {type: text, required: true, default: a}",
        "4: worker_parameters.x.default: a required parameter has no default");
    refuses(
        "x: 5", "4: worker_parameters.x: must say its type, such as {type: integer, default: 20}");
    refuses(
        "out: {type: text}",
        "4: worker_parameters.out: means something else already; give the parameter another name");
    refuses(
        "seed: {type: text}",
        "4: worker_parameters.seed: has a meaning for every batch and must be an integer, or be"
            + " named otherwise");
    refuses(
        "X-y: {type: text}",
        "4: worker_parameters.X-y: the name of a parameter has lower-case letters, digits and _,"
            + " begins with a letter, and is no longer than 60");
  }

  private static String types() {
    return "one of choice, file, date, integer, number, text";
  }

  @Test
  void aProgramThatCannotBeStartedIsOneSentence() throws IOException {
    Path script = Files.writeString(directory.resolve("x.sh"), "#!/no/such/shell -e\n");
    String config = "batch_name: own\nworker_command: %s\nruns: [{id: a}]\n";

    assertEquals(
        List.of("2: worker_command: there is no program 'pithon' in a directory of PATH"),
        problems(config.formatted("[pithon, a.py]")));
    assertEquals(
        List.of(
            "2: worker_command: there is no program 'x.sh' in a directory of PATH; write ./x.sh"),
        problems(config.formatted("[x.sh]")));
    assertEquals(
        List.of("2: worker_command: file not found: " + directory + "/gone.py"),
        problems(config.formatted("[sh, gone.py]")));
    assertEquals(
        List.of(
            "2: worker_command: is no program that may be executed (chmod +x makes it one): "
                + directory
                + "/./x.sh"),
        problems(config.formatted("[./x.sh]")));
    assertTrue(script.toFile().setExecutable(true));
    assertEquals(
        List.of(
            "2: worker_command: cannot be started, since its first line names no program that is"
                + " there: "
                + directory
                + "/./x.sh: #!/no/such/shell -e"),
        problems(config.formatted("[./x.sh]")));
    assertEquals(
        List.of("2: worker_command: names no program, such as [python3, my_backtest.py]"),
        problems(config.formatted("[]")));
  }

  @Test
  void whatCountsForOurWorkerAloneIsRefused() {
    assertEquals(
        List.of(
            "10: worker_jvm_args: counts for our worker alone, not with worker_command",
            "11: worker_memory: counts for our worker alone, not with worker_command",
            "12: worker_jar: counts for our worker alone, not with worker_command",
            "13: outputs: the worker cannot leave files out, since it does not know --outputs:"
                + " leave the key out, or name all of equity, orders, positions"),
        problems(
            HEAD
                + """
                worker_jvm_args: [-Xss4m]
                worker_memory: 1g
                worker_jar: worker.jar
                outputs: [equity]
                runs: [{id: a, overrides: {prices: prices.csv}}]
                """));
    assertEquals(
        List.of("7: worker_parameters: counts only together with worker_command"),
        problems(Configs.BASE + PARAMETERS + "runs: [{id: a}]\n"));
  }

  @Test
  void itsFilesAreThoseOfItsCommandAndOfPatterns() throws IOException {
    for (String file :
        List.of("lib/a.py", "lib/deep/b.py", "lib/c.txt", "lib/__pycache__/a.py", "lib/.x/d.py")) {
      Files.createDirectories(directory.resolve(file).getParent());
      Files.writeString(directory.resolve(file), "");
    }
    WorkerProgram program =
        configs
            .read(
                HEAD
                    + "worker_files: ['lib/**/*.py', ./bundle.yaml]\n"
                    + "runs: [{id: a, overrides: {prices: prices.csv}}]\n")
            .program()
            .orElseThrow();

    assertEquals(
        Set.of(
            program.executable().toString(),
            "./program.sh",
            "./bundle.yaml",
            "lib/a.py",
            "lib/deep/b.py"),
        program.files().keySet());
    assertEquals(
        List.of("10: worker_files: matches no file: 'lib/*.R'"),
        problems(
            HEAD
                + "worker_files: ['lib/*.R']\n"
                + "runs: [{id: a, overrides: {prices: prices.csv}}]\n"));
  }
}
