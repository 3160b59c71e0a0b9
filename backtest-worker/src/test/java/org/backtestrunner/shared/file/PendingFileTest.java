package org.backtestrunner.shared.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingFileTest {
  @TempDir Path directory;
  private Path target;
  private Path temporary;

  @BeforeEach
  void names() {
    target = directory.resolve("equity.csv");
    temporary = directory.resolve("equity.csv.tmp");
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void untilItIsPlacedTheOldFileIsThere() throws IOException {
    Files.writeString(target, "old");
    try (PendingFile file = new PendingFile(target, temporary)) {
      file.write("ne".getBytes());
      file.write('w');
      file.sync();
      assertEquals("old", Files.readString(target));
      file.place();
      assertEquals("new", Files.readString(target));
    }
    assertEquals(List.of("equity.csv"), entries());
  }

  @Test
  void whatIsNotPlacedLeavesNothing() throws IOException {
    try (PendingFile file = new PendingFile(target, temporary)) {
      file.write("new".getBytes());
      assertEquals(List.of("equity.csv.tmp"), entries());
    }
    assertEquals(List.of(), entries());
  }

  @Test
  void whatAKilledProgramHasLeftIsWrittenOver() throws IOException {
    Files.writeString(temporary, "longer than what comes");
    PendingFile.write(target, temporary, out -> out.write("new".getBytes()));
    assertEquals("new", Files.readString(target));
    assertEquals(List.of("equity.csv"), entries());
  }

  @Test
  void aFailureOfTheContentIsTheOneThatIsThrown() throws IOException {
    IOException full = new IOException("No space left on device");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                PendingFile.write(
                    target,
                    temporary,
                    out -> {
                      out.write(new byte[100_000]);
                      throw full;
                    }));
    assertEquals(full, thrown);
    assertEquals(List.of(), entries());
  }
}
