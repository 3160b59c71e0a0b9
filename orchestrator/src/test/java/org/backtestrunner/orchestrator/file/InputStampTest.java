package org.backtestrunner.orchestrator.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputStampTest {
  private static final FileTime TIME = FileTime.fromMillis(1_600_000_000_000L);

  @TempDir Path directory;
  private InputStamp before;

  @BeforeEach
  void aDirectoryOfPrices() throws IOException {
    write("A.csv", "four");
    write("B.csv", "four");
    write("notes.md", "four");
    before = InputStamp.of(directory);
  }

  private void write(String name, String text) throws IOException {
    Files.setLastModifiedTime(Files.writeString(directory.resolve(name), text), TIME);
  }

  @Test
  void whatIsUntouchedHasTheSameStamp() throws IOException {
    assertTrue(InputStamp.of(directory).hasContentOf(before));
    assertEquals(before.text(), InputStamp.of(directory).text());
  }

  @Test
  void aPriceFileThatChangesComesOrGoesIsAnotherContent() throws IOException {
    write("A.csv", "fifth");
    assertFalse(InputStamp.of(directory).hasContentOf(before));
    assertNotEquals(before.text(), InputStamp.of(directory).text());
    write("A.csv", "four");
    assertTrue(InputStamp.of(directory).hasContentOf(before));
    write("C.csv", "");
    assertFalse(InputStamp.of(directory).hasContentOf(before));
    Files.delete(directory.resolve("C.csv"));
    Files.delete(directory.resolve("B.csv"));
    assertFalse(InputStamp.of(directory).hasContentOf(before));
  }

  @Test
  void whatNoRunReadsIsNoContent() throws IOException {
    write("notes.md", "fifth");
    write("_other.csv", "");
    assertTrue(InputStamp.of(directory).hasContentOf(before));
  }

  @Test
  void aFileIsItsOwnContent() throws IOException {
    Path file = directory.resolve("notes.md");
    InputStamp stamp = InputStamp.of(file);
    write("notes.md", "fifth");
    assertFalse(InputStamp.of(file).hasContentOf(stamp));
  }
}
