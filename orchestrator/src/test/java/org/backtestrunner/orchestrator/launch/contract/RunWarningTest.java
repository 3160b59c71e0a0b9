package org.backtestrunner.orchestrator.launch.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.shared.warning.WarningKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunWarningTest {
  @TempDir Path directory;

  private List<RunWarning> warnings(List<String> lines) throws IOException {
    Path log = Files.write(directory.resolve("run.log"), lines);
    return WorkerLog.read(log, 0).warnings();
  }

  @Test
  void aLineNamesItsKindAndWhereItDiffersItsSeriousness() throws IOException {
    assertEquals(
        List.of(
            new RunWarning(WarningKind.SPLIT, "A: 100 to 25: an unadjusted split?", true),
            new RunWarning(WarningKind.GAPS, "B lacks bars", false),
            new RunWarning(WarningKind.SKIPPED_REBALANCE, "5 of 12", true),
            new RunWarning(WarningKind.JUMP, "of an option", false)),
        warnings(
            List.of(
                "INFO 2 symbols",
                "WARN split: A: 100 to 25: an unadjusted split?",
                "WARN gaps: B lacks bars",
                "WARN skipped_rebalance (serious): 5 of 12",
                "WARN jump (note): of an option")));
  }

  @Test
  void aLineOfAnotherProgramIsANoteOfNoKnownKindWithItsWholeText() throws IOException {
    assertEquals(
        List.of(
            new RunWarning(WarningKind.OTHER, "1 symbol that ends: A", false),
            new RunWarning(WarningKind.OTHER, "moon (serious): full", false),
            new RunWarning(WarningKind.OTHER, "split", false),
            new RunWarning(WarningKind.OTHER, "split(serious): x", false)),
        warnings(
            List.of(
                "WARN 1 symbol that ends: A",
                "WARN moon (serious): full",
                "WARN split",
                "WARN split(serious): x")));
  }

  @Test
  void aSeriousWarningBehindAThousandNotesIsNotLost() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      lines.add("WARN ties: at bar " + i);
    }
    lines.add("WARN wipe_out: at 2020-03-16");

    List<RunWarning> warnings = warnings(lines);

    assertEquals(201, warnings.size());
    assertEquals(RunWarning.of(WarningKind.WIPE_OUT, "at 2020-03-16"), warnings.get(200));
  }
}
