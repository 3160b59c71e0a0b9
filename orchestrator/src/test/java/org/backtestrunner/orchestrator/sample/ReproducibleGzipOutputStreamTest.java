package org.backtestrunner.orchestrator.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ReproducibleGzipOutputStreamTest {
  private static final int MEBIBYTE = 1 << 20;

  @Test
  void emptyContentUnpacks() throws IOException {
    assertUnpacksTo(new byte[0]);
  }

  @Test
  void randomBytesOfMoreThanOneBlockUnpack() throws IOException {
    for (int length : new int[] {1, 2, 3, 4, 5, MEBIBYTE - 1, MEBIBYTE, MEBIBYTE + 1}) {
      assertUnpacksTo(randomBytes(length, 256));
    }
  }

  @Test
  void repetitionsOfEveryLengthAndDistanceUnpack() throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (int length = 1; length < 600; length++) {
      byte[] phrase = randomBytes(length, 256);
      content.write(phrase);
      content.write(phrase);
    }
    for (int distance = 300; distance < 40_000; distance += 997) {
      byte[] phrase = randomBytes(distance, 256);
      content.write(phrase);
      content.write(phrase, 0, 300);
    }
    assertUnpacksTo(content.toByteArray());
  }

  @Test
  void fewDifferentBytesUnpack() throws IOException {
    assertUnpacksTo(randomBytes(3 * MEBIBYTE / 2, 3));
    assertUnpacksTo(new byte[MEBIBYTE]);
  }

  @Test
  void repetitionIsCompressed() throws IOException {
    byte[] packed = pack("2012-01-02,SYN001\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII));
    assertTrue(packed.length < 2_000, () -> packed.length + " bytes");
  }

  @Test
  void aShortTextHasTheBytesOfTheStandard() throws IOException {
    // python3: zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_FIXED), and zlib.crc32
    String expected = "1f8b08000000000000ff" + "ab484c4a4e41c75c009ac62f2316000000";
    assertArrayEquals(
        HexFormat.of().parseHex(expected),
        pack("xabcdabcdabcdabcdabcd\n".getBytes(StandardCharsets.US_ASCII)));
  }

  private static byte[] randomBytes(int length, int differentValues) {
    Random random = new Random(length);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) random.nextInt(differentValues);
    }
    return bytes;
  }

  private static byte[] pack(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ReproducibleGzipOutputStream out = new ReproducibleGzipOutputStream(packed)) {
      int half = content.length / 2;
      out.write(content, 0, half);
      for (byte value : Arrays.copyOfRange(content, half, Math.min(content.length, half + 10))) {
        out.write(value);
      }
      int done = Math.min(content.length, half + 10);
      out.write(content, done, content.length - done);
    }
    return packed.toByteArray();
  }

  private static void assertUnpacksTo(byte[] content) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(pack(content)))) {
      assertArrayEquals(content, in.readAllBytes());
    }
  }
}
