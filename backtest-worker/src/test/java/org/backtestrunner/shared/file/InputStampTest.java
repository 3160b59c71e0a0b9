package org.backtestrunner.shared.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
  void aDirectoryOfPrices() throws Exception {
    write("A.csv", "four");
    write("B.csv", "four");
    write("notes.md", "four");
    before = InputStamp.of(directory);
    while (before.files().get("B.csv").nanosUntilSettled() > 0) {
      Thread.sleep(10);
    }
  }

  private void write(String name, String text) throws IOException {
    Files.setLastModifiedTime(Files.writeString(directory.resolve(name), text), TIME);
  }

  private static String read(Path input) throws IOException {
    return InputStamp.of(input).read();
  }

  @Test
  void whatIsUntouchedHasTheSameStamp() throws IOException {
    assertEquals(before.read(), read(directory));
    assertEquals(before.text(), InputStamp.of(directory).text());
    assertTrue(before.read().startsWith("2:"), before.read());
  }

  @Test
  void aPriceFileThatChangesComesOrGoesIsAnotherContent() throws IOException {
    write("C.csv", "");
    assertNotEquals(before.read(), read(directory));
    assertNotEquals(before.text(), InputStamp.of(directory).text());
    Files.delete(directory.resolve("C.csv"));
    assertEquals(before.read(), read(directory));
    write("A.csv", "fifth");
    assertNotEquals(before.read(), read(directory));
    Files.delete(directory.resolve("A.csv"));
    assertNotEquals(before.read(), read(directory));
  }

  @Test
  void aFileOfTheSameSizeAndTimeIsAnotherContentAlsoWhereItIsPutBack() throws IOException {
    write("other", "five");
    Files.move(directory.resolve("A.csv"), directory.resolve("kept"));
    Files.move(directory.resolve("other"), directory.resolve("A.csv"));
    assertNotEquals(before.read(), read(directory));
    Files.delete(directory.resolve("A.csv"));
    Files.move(directory.resolve("kept"), directory.resolve("A.csv"));
    assertNotEquals(before.read(), read(directory), "its name has changed twice");
  }

  @Test
  void whatNoRunReadsIsNoContent() throws IOException {
    write("notes.md", "fifth");
    write("_other.csv", "");
    assertEquals(before.read(), read(directory));
  }

  @Test
  void aFileIsItsOwnContent() throws IOException {
    Path file = directory.resolve("notes.md");
    String stamp = read(file);
    assertEquals(FileStamp.of(file).text(), stamp);
    write("notes.md", "fifth");
    assertNotEquals(stamp, read(file));
  }
}
