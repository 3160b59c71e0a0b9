package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.worker.CommandLineFixture.Ended;
import org.backtestrunner.worker.parameter.Parameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private static final String MARKER = "# backtest-worker arguments, one a line";
  private static final List<String> FILES =
      List.of("orders_1d.csv", "portfolio_equity_1d.csv", "positions_1d.csv");

  @TempDir Path directory;

  private CommandLineFixture worker;

  @BeforeEach
  void makeFixture() {
    worker = new CommandLineFixture(directory);
  }

  private static void assertUsage(Ended ended, String... parts) {
    assertEquals(2, ended.code(), ended.err());
    assertEquals(1, ended.err().lines().count(), ended.err());
    for (String part : parts) {
      assertTrue(ended.err().contains(part), ended.err());
    }
  }

  @Test
  void aGoodRunLeavesThreeFilesAndSaysWhatItDid() {
    Ended ended = worker.runWith();
    assertEquals(0, ended.code(), ended.err());
    assertEquals("", ended.err());
    assertEquals(FILES, worker.filesIn("out"));
    assertTrue(ended.out().contains("INFO 1 orders, final equity 100000\n"), ended.out());
  }

  @Test
  void optionsMayHaveTheirValuesAfterABlank() {
    List<String> arguments = new ArrayList<>();
    for (String option : worker.goodOptions()) {
      arguments.addAll(List.of(option.split("=", 2)));
    }
    assertEquals(0, CommandLineFixture.run(arguments).code());
    assertEquals(FILES, worker.filesIn("out"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--top-quantil=0.1", "--top_quantile=0.1", "--topquantile=0.1"})
  void anUnknownOptionIsNamedAndTheNearestSuggested(String option) {
    assertUsage(
        worker.runWith(option), "'" + option + "'", "did you mean", "--top-quantile", "--help");
    assertUsage(
        worker.runWith(option.split("=")),
        "'" + option.split("=")[0] + "'",
        "did you mean",
        "--top-quantile");
    assertUsage(worker.runWith("--confg", "x.csv"), "unknown option '--confg'; did you mean");
    assertEquals(List.of(), worker.filesIn("out"));
  }

  @Test
  void anOptionTwiceIsAUsageErrorThatNamesIt() {
    assertUsage(worker.runWith("--seed=1", "--seed=1"), "'--seed'", "only once");
    assertUsage(worker.runWith("--freq", "1d", "--freq", "5min"), "'--freq'", "only once");
    Path file = worker.write("two.args", MARKER + "\n--seed=1\n--seed=2\n");
    assertUsage(worker.runWith("@" + file), "'--seed'", "only once");
    Path given = worker.write("given.args", MARKER + "\n--seed=1\n");
    assertUsage(worker.runWith("@" + given, "--seed=2"), "'--seed'", "only once");
  }

  @Test
  void aWordThatIsNoOptionIsNamed() {
    assertUsage(worker.runWith("prices.csv"), "'prices.csv'");
  }

  @Test
  void anEmptyOutputDirectoryIsAUsageErrorAndNothingIsWritten() {
    List<String> options =
        new ArrayList<>(worker.goodOptions().subList(0, worker.goodOptions().size() - 1));
    options.add("--out=");
    assertUsage(CommandLineFixture.run(options), "--out");
  }

  @Test
  void aFileOfTheOrchestratorIsTakenLineByLineAsItIs() throws IOException {
    String odd = "it's \"odd\" #1, 50% $HOME \\n @x=y.csv";
    Files.copy(worker.path("prices.csv"), worker.path(odd));
    List<String> lines = new ArrayList<>(List.of(MARKER));
    for (String option : worker.goodOptions()) {
      boolean prices = option.startsWith("--price-file");
      lines.add(prices ? "--price-file=" + worker.path(odd) : option);
    }
    Path file = worker.write("worker.args", String.join("\n", lines) + "\n");
    assertEquals(0, CommandLineFixture.run(List.of("@" + file)).code());
    assertEquals(FILES, worker.filesIn("out"));

    // Further options make the other parser read the same lines.
    String elsewhere = "--out=" + worker.path("elsewhere");
    assertEquals(0, CommandLineFixture.run(List.of("@" + file, elsewhere)).code());
    assertEquals(FILES, worker.filesIn("elsewhere"));
  }

  @Test
  void aFileWrittenByHandMayHaveQuotesCommentsAndSeveralWordsALine() throws IOException {
    Files.copy(worker.path("prices.csv"), worker.path("two words.csv"));
    String text =
        """
        # by hand
        --strategy buy_and_hold
        --price-file "%s"
        --start-date=2020-01-01 --end-date '2020-12-31'

        --out "%s"
        """
            .formatted(worker.path("two words.csv"), worker.path("two words"));
    Path file = worker.write("hand.args", text);
    assertEquals(0, CommandLineFixture.run(List.of("@" + file)).code());
    assertEquals(FILES, worker.filesIn("two words"));
  }

  @Test
  void theDirectoryGivenAfterAFileWins() {
    String options = String.join("\n", worker.goodOptions()) + "\n";
    for (String text : List.of(MARKER + "\n" + options, options)) {
      Path file = worker.write("any.args", text);
      for (List<String> out :
          List.of(
              List.of("--out", worker.path("after").toString()),
              List.of("--out=" + worker.path("after")))) {
        List<String> arguments = new ArrayList<>(List.of("@" + file));
        arguments.addAll(out);
        assertEquals(0, CommandLineFixture.run(arguments).code());
        assertEquals(FILES, worker.filesIn("after"));
        assertEquals(List.of(), worker.filesIn("out"));
      }
    }
  }

  @Test
  void aMissingArgumentFileIsNamed() {
    Ended ended = CommandLineFixture.run(List.of("@" + worker.path("none.args")));
    assertUsage(ended, "@" + worker.path("none.args"), "cannot be read");
  }

  @Test
  void theHelpListsEveryOptionWithItsRangeAndDefaultAndAnExample() {
    StringWriter text = new StringWriter();
    Optional<Arguments> none =
        new WorkerOptions(Parameters.LIST, false)
            .parse(List.of("--help"), new PrintWriter(text, true));
    assertEquals(Optional.empty(), none);
    String help = text.toString().replaceAll("\\s+", " ");
    for (ParameterTable.Row row : ParameterTable.ROWS) {
      assertTrue(help.contains(" " + row.option() + "="), row.option());
      assertTrue(help.contains("Allowed: " + row.description() + "."), row.name());
      boolean hasDefault = !row.standard().isEmpty() && !row.standard().equals("required");
      assertTrue(!hasDefault || help.contains("Default: " + row.standard() + "."), row.name());
    }
    assertTrue(help.contains("--out="), help);
    assertTrue(help.contains("--outputs="), help);
    assertTrue(help.contains("java -jar backtest-worker.jar --strategy"), help);
  }

  @Test
  void badDataIsOneSentenceWithFileAndLine() {
    worker.write("prices.csv", "timestamp,symbol,close\n2020-01-01,A,10\n2020-01-02,A,-1\n");
    Ended ended = worker.runWith();
    assertEquals(65, ended.code());
    assertEquals(
        "ERROR " + worker.path("prices.csv") + ":3: column close: '-1' is not a positive price\n",
        ended.err());
    assertEquals(List.of(), worker.filesIn("out"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"prices.csv", "prices.csv/below"})
  void aDirectoryThatCannotBeWrittenIsOneSentence(String inTheWay) {
    List<String> options =
        new ArrayList<>(worker.goodOptions().subList(0, worker.goodOptions().size() - 1));
    options.add("--out=" + worker.path(inTheWay));
    Ended ended = CommandLineFixture.run(options);
    assertEquals(74, ended.code());
    assertEquals(1, ended.err().lines().count(), ended.err());
    assertTrue(ended.err().startsWith("ERROR the results cannot be written: "), ended.err());
    assertTrue(ended.err().contains(worker.path("prices.csv").toString()), ended.err());
  }

  @Test
  void aFileInTheWayOfAnOutputFileIsOneSentenceAndNoHalfFileStays() throws IOException {
    Files.createDirectories(worker.path("out/orders_1d.csv/not empty"));
    Ended ended = worker.runWith();
    assertEquals(74, ended.code());
    assertEquals(1, ended.err().lines().count(), ended.err());
    assertEquals(List.of("orders_1d.csv"), worker.filesIn("out"));
  }
}
