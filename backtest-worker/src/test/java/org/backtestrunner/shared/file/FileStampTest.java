package org.backtestrunner.shared.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
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
    assertEquals(stamp, FileStamp.parse(stamp.text()));
    for (String other : List.of("", "1:2:3:4:5", "1:2:3:4:5:six", "1:2:3:4:5:6:7")) {
      assertThrows(IllegalArgumentException.class, () -> FileStamp.parse(other), other);
    }
  }

  @Test
  void whatIsUntouchedHasTheSameStamp() throws IOException {
    assertTrue(FileStamp.of(file).isSameAs(stamp));
    assertTrue(FileStamp.ofEntry(file).isSameAs(stamp));
  }

  @Test
  void aChangeWhoseTimeWasSetBackIsSeen() throws IOException {
    Files.writeString(file, "five");
    Files.setLastModifiedTime(file, TIME);
    assertEquals(stamp.modifiedNanos(), FileStamp.of(file).modifiedNanos());
    assertFalse(FileStamp.of(file).isSameAs(stamp));
  }

  @Test
  void anotherFileOfTheSameSizeAndTimeIsSeen() throws IOException {
    Path other = Files.writeString(directory.resolve("other"), "five");
    Files.setLastModifiedTime(other, TIME);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertNotEquals(stamp.inode(), FileStamp.of(file).inode());
    assertFalse(FileStamp.of(file).isSameAs(stamp));
  }

  @Test
  void aLinkThatLedElsewhereForAMomentIsSeen() throws IOException {
    Path real = Files.createDirectory(directory.resolve("real"));
    Files.move(file, real.resolve("file"));
    Path current = Files.createSymbolicLink(directory.resolve("current"), Path.of("./real"));
    Path chain = Files.createSymbolicLink(directory.resolve("chain"), Path.of("real/../current"));
    Path input = chain.resolve("file");
    FileStamp before = FileStamp.of(input);
    assertTrue(FileStamp.of(input).isSameAs(before));
    assertEquals(0, FileStamp.of(real.resolve("file")).links());

    Files.delete(current);
    Files.createSymbolicLink(current, Path.of("./real"));

    FileStamp after = FileStamp.of(input);
    assertEquals(before.inode(), after.inode());
    assertFalse(after.isSameAs(before));
  }

  @Test
  void linksInACircleLeadNowhere() throws IOException {
    Path circle = Files.createSymbolicLink(directory.resolve("circle"), Path.of("circle"));
    assertThrows(IOException.class, () -> FileStamp.of(circle));
  }

  @Test
  void aMissingFileHasNone() {
    assertThrows(NoSuchFileException.class, () -> FileStamp.of(directory.resolve("missing")));
  }
}
