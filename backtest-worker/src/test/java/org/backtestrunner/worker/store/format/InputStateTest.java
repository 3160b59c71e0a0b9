package org.backtestrunner.worker.store.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputStateTest {
  @TempDir Path directory;

  private static InputState settled(Path file) throws InterruptedException {
    return InputState.settled("price_file", file);
  }

  @Test
  void aChangeRightAfterTheStampIsSeen() throws IOException, InterruptedException {
    Path file = directory.resolve("file");
    for (int i = 0; i < 20; i++) {
      Files.writeString(file, "old");
      InputState input = settled(file);
      input.verify();
      Files.writeString(file, "new");
      assertThrows(StoreException.class, input::verify);
    }
  }

  @Test
  void aFileOfTheFutureIsNotWaitedFor() throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("file"), "text");
    Files.setLastModifiedTime(
        file, FileTime.fromMillis(System.currentTimeMillis() + 1_000_000_000));
    settled(file).verify();
  }

  @Test
  void aMissingFileIsADoubt() {
    Path missing = directory.resolve("missing");
    assertEquals(
        missing + " does not exist",
        assertThrows(StoreException.class, () -> settled(missing)).getMessage());
  }
}
