package org.backtestrunner.worker.store.format;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {
  @TempDir Path directory;

  @Test
  void aChangeRightAfterTheStampIsSeen() throws IOException, InterruptedException {
    Path file = directory.resolve("file");
    for (int i = 0; i < 20; i++) {
      Files.writeString(file, "old");
      FileStamp stamp = FileStamp.settled(file);
      assertTrue(stamp.isSameAs(FileStamp.of(file)));
      Files.writeString(file, "new");
      assertFalse(stamp.isSameAs(FileStamp.of(file)));
    }
  }

  @Test
  void aFileOfTheFutureIsNotWaitedFor() throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("file"), "text");
    Files.setLastModifiedTime(
        file, FileTime.fromMillis(System.currentTimeMillis() + 1_000_000_000));
    assertTrue(FileStamp.settled(file).isSameAs(FileStamp.of(file)));
  }

  @Test
  void aMissingFileIsADoubt() {
    assertThrows(StoreException.class, () -> FileStamp.of(directory.resolve("missing")));
  }
}
