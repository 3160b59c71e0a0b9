package org.backtestrunner.shared.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expected digests are those of sha256sum. */
class FileDigestTest {
  @TempDir Path directory;

  @Test
  void aFileLongerThanTheBufferIsDigestedWhole() throws IOException {
    // head -c 200000 /dev/zero | tr '\0' x | sha256sum
    assertEquals(
        new FileDigest(200_000, "91e3faafd322bcdf160f3f0ce886acb092b9b9e2a1e8526b40f21a8898a8700b"),
        FileDigest.of(Files.writeString(directory.resolve("file"), "x".repeat(200_000))));
  }

  @Test
  void howAFileIsReadDoesNotChangeItsDigest() throws IOException {
    byte[] text = "timestamp,equity\n".getBytes(StandardCharsets.UTF_8);
    DigestedInput input = new DigestedInput(new ByteArrayInputStream(text));

    assertEquals('t', input.read());
    byte[] buffer = new byte[100];
    assertEquals(5, input.read(buffer, 90, 5));
    assertEquals(11, input.read(buffer));
    assertEquals(-1, input.read());

    // printf 'timestamp,equity\n' | sha256sum
    assertEquals(
        new FileDigest(17, "c53fd49355d87ab2b37fbc5f8026673954bd047e121446368316e75091df498a"),
        input.digest());
  }
}
