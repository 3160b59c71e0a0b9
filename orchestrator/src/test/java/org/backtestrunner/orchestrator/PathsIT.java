package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where files may lie, and what they may be called. */
class PathsIT {
  private static final String CONFIG =
      """
      batch_name: "paths"
      output_root: "%s"
      base_args:
        strategy: "multifactor_long_short"
        price_file: "%s"
        bundle_path: "%s"
        start_date: "2015-02-15"
        end_date: "2015-12-31"
      runs: [{id: "only"}]
      """;

  @TempDir Path directory;

  @Test
  void absolutePathsWorkFromAnyDirectory(@TempDir Path elsewhere) {
    BatchFixture fixture = new BatchFixture(directory);
    Path prices = fixture.writePrices("data/prices.csv", 6, 60);
    Path bundle = fixture.writeBundle("data/bundle.yaml");
    Path root = directory.resolve("results");
    Path config = fixture.write("batch.yaml", CONFIG.formatted(root, prices, bundle));

    Result result =
        CommandLineRun.call(elsewhere, "batch_backtest", "--config-file", config.toString());

    assertEquals(0, result.exitCode(), result::told);
    assertEquals(
        List.of("success"), new BatchOutput(root.resolve("paths")).column("status"), result::told);
    assertEquals(Map.of(), without(BatchOutput.listing(elsewhere), ""));
  }

  private static Map<String, String> without(Map<String, String> listing, String entry) {
    listing.remove(entry);
    return listing;
  }

  @Test
  void relativePathsStartAtTheCallersDirectoryAndNotAtTheConfigs(@TempDir Path elsewhere) {
    BatchFixture here = new BatchFixture(elsewhere);
    here.writePrices("prices.csv", 6, 60);
    here.writeBundle("bundle.yaml");
    Path config =
        new BatchFixture(directory)
            .write("batch.yaml", CONFIG.formatted("out", "prices.csv", "./bundle.yaml"));

    String relative = elsewhere.relativize(config).toString();
    Result result = CommandLineRun.call(elsewhere, "batch_backtest", "--config-file", relative);
    assertEquals(0, result.exitCode(), result::told);
    assertEquals(List.of("success"), here.output("paths").column("status"));

    Result other =
        CommandLineRun.call(
            elsewhere, "batch_backtest", "--config-file", relative, "--output-root", "other/root");
    assertEquals(0, other.exitCode(), other::told);
    assertTrue(Files.exists(elsewhere.resolve("other/root/paths/batch_summary.csv")));
    assertEquals(List.of("batch.yaml"), List.of(directory.toFile().list()));
  }

  private static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }

  @Test
  void blanksAndQuotesInNamesWork() {
    String odd = "my 'best' $data & #1 @home";
    BatchFixture fixture = new BatchFixture(directory);
    fixture.writePrices(odd + "/prices, \"all\".csv", 6, 60);
    fixture.writeBundle(odd + "/a bundle.yaml");
    fixture.write(
        "batch.yaml",
        CONFIG.formatted(
            odd + "/out put", odd + "/prices, \\\"all\\\".csv", odd + "/a bundle.yaml"));

    BatchOutput output = new BatchOutput(directory.resolve(odd + "/out put/paths"));

    Result plan = fixture.batch("--dry-run");
    int command = plan.out().indexOf("Worker command of run only:") + 1;
    Result words =
        CommandLineRun.call(
            directory,
            Map.of(),
            List.of("/bin/sh", "-c", "printf '%s\\n' " + plan.out().get(command)));
    assertEquals("@" + output.run(0, "only").resolve("worker.args"), last(words.out()));

    Result result = fixture.batch();

    assertEquals(0, result.exitCode(), result::told);
    assertEquals(List.of("success"), output.column("status"));
    assertEquals(
        directory.resolve(odd + "/prices, \"all\".csv").toString(),
        output.runManifest(0, "only").at("/inputs/0/path").asText());
  }

  /**
   * The shell makes and names what this JVM, whose locale may be anything, might not be able to.
   */
  @Test
  void lettersBeyondAsciiInNamesWork() throws Exception {
    BatchFixture fixture = new BatchFixture(directory);
    fixture.writePrices("prices.csv", 6, 60);
    fixture.writeBundle("bundle.yaml");
    fixture.write(
        "batch.yaml", CONFIG.formatted("Übersicht 日本", "données/prix €.csv", "données/δ.yaml"));
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c"));
    command.add(
        """
        donnees=$(printf 'donn\\303\\251es')
        mkdir "$donnees"
        mv prices.csv "$donnees/$(printf 'prix \\342\\202\\254.csv')"
        mv bundle.yaml "$donnees/$(printf '\\316\\264.yaml')"
        LC_ALL=C.UTF-8 "$@"
        code=$?
        ln -s "$(printf '\\303\\234bersicht \\346\\227\\245\\346\\234\\254')" out
        exit $code
        """);
    command.add("sh");
    command.addAll(CommandLineRun.program(BatchFixture.batchArguments()));

    Result result = CommandLineRun.call(directory, Map.of(), command);

    assertEquals(0, result.exitCode(), result::told);
    BatchOutput output = fixture.output("paths");
    assertEquals(List.of("success"), output.column("status"));
    String manifest = BatchOutput.text(output.run(0, "only").resolve("run_manifest.json"));
    assertTrue(manifest.contains("données/prix €.csv"), manifest);
    assertTrue(result.outText().contains("Übersicht 日本/paths/batch_summary.csv"), result::told);
  }

  @Test
  void lettersThatTheLocaleCannotExpressAreOneSentence() {
    BatchFixture fixture = new BatchFixture(directory);
    fixture.writeBundle("bundle.yaml");
    fixture.write("batch.yaml", CONFIG.formatted("out", "prix €.csv", "bundle.yaml"));

    Result result =
        CommandLineRun.call(
            directory,
            Map.of("LC_ALL", "C"),
            CommandLineRun.program(BatchFixture.batchArguments()));

    assertEquals(2, result.exitCode(), result::told);
    assertTrue(result.err().get(0).startsWith("batch.yaml:5: base_args.price_file"), result::told);
  }

  /** Everything lies in a directory, and is started with a config, that have such letters. */
  private Result callAmongOddLetters(List<String> program) {
    BatchFixture fixture = new BatchFixture(directory);
    fixture.writePrices("prices.csv", 6, 60);
    fixture.writeBundle("bundle.yaml");
    fixture.write("batch.yaml", CONFIG.formatted("out", "prices.csv", "bundle.yaml"));
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c"));
    command.add(
        """
        odd=$(printf 'donn\\303\\251es')
        config=$(printf '\\342\\202\\254.yaml')
        mkdir "$odd"
        mv prices.csv bundle.yaml "$odd"
        mv batch.yaml "$odd/$config"
        ln -s "$odd" there
        cd "$odd"
        unset LANG LC_CTYPE
        LC_ALL=C "$@" batch_backtest --config-file "$config"
        """);
    command.add("sh");
    command.addAll(program);
    return CommandLineRun.call(directory, Map.of(), command);
  }

  @Test
  void theScriptTakesALocaleThatHasAllLetters(@TempDir Path project) throws IOException {
    Result locales = CommandLineRun.call(directory, Map.of(), List.of("locale", "-a"));
    assumeTrue(locales.outText().matches("(?is).*\\bC\\.utf-?8\\b.*"), "there is no C.UTF-8");
    InstalledProgram program = InstalledProgram.in(project);

    Result result = callAmongOddLetters(List.of(program.script().toString()));
    program.awaitArchive();
    program.awaitEndOfMakers();

    assertEquals(0, result.exitCode(), result::told);
    BatchOutput output = new BatchOutput(directory.resolve("there/out/paths"));
    assertEquals(List.of("success"), output.column("status"));
    String manifest = BatchOutput.text(output.directory().resolve("batch_manifest.json"));
    assertTrue(manifest.contains("données/€.yaml"), manifest);
  }

  @Test
  void withoutSuchALocaleThatIsTheMessage() {
    Result result = callAmongOddLetters(CommandLineRun.program());

    assertEquals(2, result.exitCode(), result::told);
    assertEquals(1, result.err().size(), result::told);
    assertTrue(result.errText().contains("letters that this locale cannot express"), result::told);
  }

  @Test
  void thatAlsoOfTheWorkingDirectoryAlone() {
    String shell = "odd=$(printf 'donn\\303\\251es'); mkdir \"$odd\"; cd \"$odd\"; LC_ALL=C \"$@\"";
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", shell, "sh"));
    command.addAll(CommandLineRun.program("check_health"));

    Result result = CommandLineRun.call(directory, Map.of(), command);

    assertEquals(3, result.exitCode(), result::told);
    assertTrue(result.errText().contains("the working directory /"), result::told);
    assertTrue(result.errText().contains("letters that this locale cannot express"), result::told);
  }

  @Test
  void theProgramMayLieBehindAColonABlankAndAnApostrophe() throws IOException {
    InstalledProgram program = InstalledProgram.in(directory.resolve("at 12:30, mine's"));
    BatchFixture fixture = new BatchFixture(directory);
    Path prices = fixture.writePrices("8:15/prices.csv", 6, 60);
    Path bundle = fixture.writeBundle("8:15/bundle.yaml");
    fixture.write("batch.yaml", CONFIG.formatted("17:45", prices, bundle));
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", directory + "/caches");
    List<String> command = new ArrayList<>(List.of(program.script().toString()));
    command.addAll(List.of(BatchFixture.batchArguments()));

    Result first = CommandLineRun.call(directory, environment, command);
    assertEquals(0, first.exitCode(), first::told);
    assertEquals(
        List.of("success"), new BatchOutput(directory.resolve("17:45/paths")).column("status"));
    program.awaitArchive();

    command.addAll(List.of("--rerun", "--no-cache"));
    Result second = CommandLineRun.call(directory, environment, command);
    program.awaitEndOfMakers();
    assertEquals(0, second.exitCode(), second::told);
  }
}
