package org.backtestrunner.worker;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Price files in other encodings, and damaged ones. */
class BadBytesTest {
  @TempDir Path directory;

  private static BadInput encoded(String what, String charset, String said) {
    return BadInput.of(what, "@prices", said)
        .file("prices", BadInput.PRICES.getBytes(Charset.forName(charset)));
  }

  private static byte[] gzippedPrices() {
    return BadInput.gzip(BadInput.PRICES.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] changed(byte[] bytes, int at) {
    bytes[at] ^= 0x55;
    return bytes;
  }

  private static byte[] noise() {
    byte[] bytes = new byte[5_000];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  static Stream<BadInput> encodings() {
    byte[] gzip = gzippedPrices();
    byte[] latin =
        BadInput.PRICES.replace("A,11", "\u00c4,11").getBytes(StandardCharsets.ISO_8859_1);
    return Stream.of(
        encoded("UTF-16 with its mark", "UTF-16", "the text is UTF-16; save it as UTF-8"),
        encoded("UTF-16 LE", "UTF-16LE", ":1: a NUL byte; the file must be UTF-8 text"),
        encoded("UTF-16 BE", "UTF-16BE", ":1: a NUL byte; the file must be UTF-8 text"),
        encoded("UTF-32 LE with its mark", "X-UTF-32LE-BOM", "the text is UTF-16"),
        BadInput.of("UTF-16 in gzip", "@prices", "the text is UTF-16")
            .file("prices", BadInput.gzip(BadInput.PRICES.getBytes(StandardCharsets.UTF_16))),
        BadInput.of("a symbol in ISO 8859-1", "@prices:4: a cell is not UTF-8 text")
            .file("prices", latin),
        BadPricesTest.replaced("a NUL byte", "A,11", "A\0,11", "@prices:4: a NUL byte"),
        BadPricesTest.replaced(
            "a NUL byte in quotes", "A,11", "\"A\0\",11", "@prices:4: a NUL byte"),
        BadInput.of("a gzip that is cut short", "@prices", "the gzip data is cut short or damaged")
            .file("prices", Arrays.copyOf(gzip, gzip.length / 2)),
        BadInput.of("a gzip without its last byte", "@prices", "the gzip data is cut short")
            .file("prices", Arrays.copyOf(gzip, gzip.length - 1)),
        BadInput.of("a gzip header only", "@prices", "the gzip data is cut short or damaged")
            .file("prices", Arrays.copyOf(gzip, 5)),
        BadInput.of(
                "a gzip with a wrong checksum", "@prices", "the gzip data is cut short or damaged")
            .file("prices", changed(gzippedPrices(), gzip.length - 6)),
        BadInput.of(
                "a gzip that is damaged inside", "@prices", "the gzip data is cut short or damaged")
            .file("prices", changed(gzippedPrices(), 15)),
        BadInput.of("an empty gzip", "@prices", "the file is empty")
            .file("prices", BadInput.gzip(new byte[0])),
        BadInput.of("noise", "@prices").file("prices", noise()),
        BadInput.of("a damaged zip archive", "@prices", "cut short or damaged")
            .file("prices", "PK\3\4\24\0\0\0\10\0prices.csv"));
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void bytesThatAreNoTextAreRefusedInOneSentence(BadInput input) {
    input.assertRefused(directory);
  }
}
