package org.backtestrunner.shared.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {
  private static final FileTime TIME = FileTime.from(1_600_000_000_123_456L, TimeUnit.MICROSECONDS);

  @TempDir Path directory;
  private Path file;
  private FileStamp stamp;

  @BeforeEach
  void aSettledFile() throws IOException, InterruptedException {
    file = Files.writeString(directory.resolve("file"), "four");
    Files.setLastModifiedTime(file, TIME);
    stamp = FileStamp.of(file);
    while (stamp.nanosUntilSettled() > 0) {
      Thread.sleep(10);
    }
  }

  @Test
  void aStampHasSizeAndTime() {
    assertEquals(4, stamp.size());
    assertEquals(1_600_000_000_123_456_000L, stamp.modifiedNanos());
  }

  @Test
  void whatIsWrittenAsTextIsReadBack() {
    String[] words = stamp.text().split(" ");
    assertEquals(stamp, FileStamp.parse(words[0], words[1], words[2]));
  }

  @Test
  void otherPermissionsAreAChangeButNotOfTheContent() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertTrue(FileStamp.of(file).hasContentOf(stamp));
    assertFalse(FileStamp.of(file).isSameAs(stamp));
  }

  @Test
  void aChangeWhoseTimeWasSetBackIsSeen() throws IOException {
    Files.writeString(file, "five");
    Files.setLastModifiedTime(file, TIME);
    assertFalse(FileStamp.of(file).isSameAs(stamp));
  }

  @Test
  void anotherSizeOrTimeIsAnotherContent() throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    assertFalse(FileStamp.of(file).hasContentOf(stamp));
    Files.writeString(file, "fifth");
    Files.setLastModifiedTime(file, TIME);
    assertFalse(FileStamp.of(file).hasContentOf(stamp));
  }

  @Test
  void aMissingFileHasNone() {
    assertThrows(NoSuchFileException.class, () -> FileStamp.of(directory.resolve("missing")));
  }
}
