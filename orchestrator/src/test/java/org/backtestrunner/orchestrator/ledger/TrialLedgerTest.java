package org.backtestrunner.orchestrator.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.ledger.TrialFamily.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialLedgerTest {
  private static final Instant FIRST = Instant.parse("2026-03-01T20:00:00Z");
  private static final Instant LATER = Instant.parse("2026-05-06T07:08:09Z");

  private static final String LINE =
      """
      {"v":1,"kind":"run","family":"prices.csv","freq":"1d","trial":"00000000000000aa",\
      "sr":0.5,"t":250,"data":"0123456789abcdef","batch":"batch","run":"run_00000000000000aa",\
      "strategy":"buy_and_hold","at":"2026-03-01T20:00:00Z"}
      """;

  private static final Trial TRIAL = LedgerWriter.trial("00000000000000aa", 0.5);

  @TempDir private Path directory;
  private Path file;
  private TrialLedger ledger;

  @BeforeEach
  void name() {
    file = directory.resolve("below/trial_ledger.jsonl");
    ledger = new TrialLedger(file);
  }

  private void write(String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void aTrialIsOneLineOfJson() throws Exception {
    ledger.append(List.of(TRIAL), FIRST);

    assertEquals(LINE, Files.readString(file));
  }

  @Test
  void aTrialThatIsKnownIsNotWrittenAgainUnlessItsSharpeRatioIsAnother() throws Exception {
    ledger.append(List.of(TRIAL), FIRST);
    ledger.append(List.of(TRIAL), LATER);
    assertEquals(LINE, Files.readString(file));

    ledger.append(List.of(LedgerWriter.trial("00000000000000aa", 0.25)), LATER);

    assertEquals(
        LINE + LINE.replace("\"sr\":0.5", "\"sr\":0.25").replace(FIRST.toString(), "" + LATER),
        Files.readString(file));
    TrialFamily family = TRIAL.key().family();
    assertEquals(
        List.of(0.25), ledger.read().lines(family).stream().map(l -> l.trial().sharpe()).toList());
    assertEquals(FIRST, ledger.read().since(family));
  }

  @Test
  void whatAKilledProcessHasLeftOfALineIsCutOff() throws Exception {
    for (int left : List.of(1, 7, 8, 100, LINE.length() - 2)) {
      write(LINE + LINE.substring(0, left));
      assertEquals(1, ledger.read().lines(TRIAL.key().family()).size());

      ledger.append(List.of(LedgerWriter.trial("00000000000000bb", 1)), FIRST);

      assertEquals(
          LINE + LINE.replace("0000aa", "0000bb").replace("\"sr\":0.5", "\"sr\":1.0"),
          Files.readString(file));
    }
  }

  /** As an editor leaves it. */
  @Test
  void aWholeLastLineWithoutItsEndCountsAndGetsIt() throws Exception {
    write(LINE.stripTrailing());
    assertEquals(1, ledger.read().lines(TRIAL.key().family()).size());

    ledger.append(List.of(LedgerWriter.trial("00000000000000bb", 1)), FIRST);

    assertEquals(
        LINE + LINE.replace("0000aa", "0000bb").replace("\"sr\":0.5", "\"sr\":1.0"),
        Files.readString(file));
  }

  private String refusal() {
    return assertThrows(LedgerException.class, () -> ledger.append(List.of(TRIAL), FIRST))
        .getMessage();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "no JSON\n",
        "[1]\n",
        "{\"v\":1}\n",
        "{\"v\":1,\"kind\":\"dream\",\"family\":\"a\",\"freq\":\"1d\",\"trial\":\"b\",\"sr\":1,"
            + "\"t\":2,\"batch\":\"c\",\"run\":\"d\",\"at\":\"2026-03-01T20:00:00Z\"}\n",
        "the end of somebody else's file"
      })
  void aFileWithALineThatCannotBeReadIsLeftAsItIs(String line) throws Exception {
    write(LINE + line);

    assertEquals(file + ":2: not readable", refusal());
    assertEquals(LINE + line, Files.readString(file));
    assertEquals(
        file + ":2: not readable", assertThrows(LedgerException.class, ledger::read).getMessage());
  }

  @Test
  void theWarningOfABatchSaysWhatIsLeftOutAndUntilWhen() throws Exception {
    write("no JSON\n");

    LedgerException refused =
        assertThrows(LedgerException.class, () -> ledger.append(List.of(TRIAL), FIRST));

    assertEquals(
        "Warning: "
            + file
            + ":1: not readable; deflated_sharpe_ever is left out until the line is repaired or"
            + " removed",
        refused.warning());
  }

  @Test
  void aLineOfANewerProgramIsLeftToThat() throws Exception {
    String text = LINE + LINE + "{\"v\":2,\"what\":\"ever\"}\n";
    write(text);

    assertEquals(file + ": line 3 is of version 2, written by a newer program", refusal());
    assertEquals(text, Files.readString(file));
  }

  @Test
  void whatIsNoFileIsNeitherReadNorReplaced() throws Exception {
    Files.createDirectories(file);

    assertEquals(file + " is not a regular file", refusal());
    assertTrue(Files.isDirectory(file));
  }

  @Test
  void aLedgerThatDoesNotExistHasNoTrialsAndIsNotMadeByReading() throws Exception {
    assertEquals(List.of(), ledger.read().families());
    assertEquals(List.of(), LedgerListing.read(file).lines());
    assertFalse(Files.exists(file));
  }

  /** Of 1, 2 and 6 the mean is 3, and the sample variance (4 + 1 + 9) / 2 = 7. */
  @Test
  void allTrialsOfAFamilyCountInWhateverOrderTheyCame() throws Exception {
    Trial one = LedgerWriter.trial("00000000000000cc", 1);
    Trial two = LedgerWriter.trial("00000000000000bb", 2);
    Trial six = LedgerWriter.trial("00000000000000aa", 6);
    ledger.append(List.of(one, LedgerWriter.trial("other.csv", "00000000000000dd", 9)), FIRST);
    TrialLedger.Change change = ledger.append(List.of(two, six), LATER);

    TrialsEver ever = TrialsEver.of(one.key().family(), change, List.of(two, six));

    assertEquals(3, ever.trials().count());
    assertEquals(7, ever.trials().sharpeVariance().getAsDouble());
    assertEquals(2, ever.added());
    assertEquals(1, ever.before());
    assertEquals(2, ever.ofBatch());
    assertEquals(3, ever.sameData());
    assertEquals(LocalDate.of(2026, 3, 1), ever.since());
  }

  @Test
  void trialsOnOtherDataOfTheFamilyCountAndAreTold() throws Exception {
    Trial other =
        new Trial(
            LedgerWriter.trial("00000000000000bb", 1).key(),
            1,
            200,
            Optional.of("fedcba9876543210"),
            "earlier",
            "a",
            Optional.empty());
    ledger.append(List.of(other), FIRST);
    TrialLedger.Change change = ledger.append(List.of(TRIAL), LATER);

    TrialsEver ever = TrialsEver.of(TRIAL.key().family(), change, List.of(TRIAL));

    assertEquals(2, ever.trials().count());
    assertEquals(1, ever.sameData());
  }

  @Test
  void walkForwardsAreAFamilyOfTheirOwn() throws Exception {
    TrialFamily walks = new TrialFamily(Kind.WALK_FORWARD, "prices.csv", "1d");
    Trial walk =
        new Trial(
            walks.trial("00000000000000aa"), 1, 250, Optional.empty(), "b", "w", Optional.empty());
    TrialLedger.Change change = ledger.append(List.of(TRIAL, walk), FIRST);

    assertEquals(1, TrialsEver.of(walks, change, List.of(walk)).trials().count());
    assertEquals(
        """
        {"v":1,"kind":"walk_forward","family":"prices.csv","freq":"1d","trial":"00000000000000aa",\
        "sr":1.0,"t":250,"batch":"b","run":"w","at":"2026-03-01T20:00:00Z"}""",
        Files.readAllLines(file).get(1));
  }

  @Test
  void theListingTellsOfEachFamilyHowMuchAndWhen() throws Exception {
    ledger.append(List.of(TRIAL), FIRST);
    ledger.append(
        List.of(
            LedgerWriter.trial("00000000000000bb", 1),
            LedgerWriter.trial("us_equities", "00000000000000cc", 1)),
        LATER);

    assertEquals(
        List.of(
            "family       freq  kind          trials  batches  since       last",
            "prices.csv   1d    run                2        1  2026-03-01  2026-05-06",
            "us_equities  1d    run                1        1  2026-05-06  2026-05-06"),
        LedgerListing.read(file).lines());
  }
}
