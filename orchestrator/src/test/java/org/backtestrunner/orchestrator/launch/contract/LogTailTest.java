package org.backtestrunner.orchestrator.launch.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir Path directory;

  @Test
  void theLastPercentageCountsAndIsNoMessage() throws IOException {
    Path log = directory.resolve("prepare.log");
    assertEquals(OptionalInt.empty(), LogTail.percentRead(log));
    Files.writeString(log, "INFO something\n");
    assertEquals(OptionalInt.empty(), LogTail.percentRead(log));
    Files.writeString(log, "INFO read 7 %\nINFO read 45 %\nINFO read 100 %\nINFO more\n");
    assertEquals(OptionalInt.of(45), LogTail.percentRead(log));
    assertEquals(List.of("INFO read 100 %", "INFO more"), LogTail.read(log));
  }

  @Test
  void ofALongLogTheEndIsReadFromAWholeLineOn() throws IOException {
    Path log = directory.resolve("prepare.log");
    Files.writeString(log, "INFO read 45 %\n" + "x".repeat(99).concat("\n").repeat(100));
    assertEquals(OptionalInt.empty(), LogTail.percentRead(log));
    assertEquals("x".repeat(99), LogTail.read(log).get(0));
    assertEquals(20, LogTail.read(log).size());
  }
}
