package org.backtestrunner.worker.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.backtestrunner.worker.table.cell.BadDataException;

/** The UTF-8 bytes of text in another encoding. */
final class TranscodedStream extends InputStream {
  private final Path file;
  private final Charset charset;
  private final Reader reader;
  private final char[] characters = new char[1 << 13];
  private byte[] bytes = {};
  private int position;

  /** The first half of a character of two halves, whose second one is not read yet; 0: none. */
  private char half;

  TranscodedStream(InputStream raw, Charset charset, Path file) {
    this.file = file;
    this.charset = charset;
    this.reader =
        new InputStreamReader(
            raw,
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  @Override
  public int read() throws IOException {
    return position < bytes.length || fill() ? bytes[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == bytes.length && !fill()) {
      return -1;
    }
    int count = Math.min(length, bytes.length - position);
    System.arraycopy(bytes, position, to, offset, count);
    position += count;
    return count;
  }

  private boolean fill() throws IOException {
    int from = half == 0 ? 0 : 1;
    characters[0] = half == 0 ? characters[0] : half;
    int count;
    try {
      count = reader.read(characters, from, characters.length - from);
    } catch (CharacterCodingException other) {
      throw new BadDataException(file, "the text is not " + charset.name());
    }
    if (count < 0) {
      return false;
    }
    int filled = from + count;
    half = Character.isHighSurrogate(characters[filled - 1]) ? characters[filled - 1] : 0;
    bytes =
        new String(characters, 0, half == 0 ? filled : filled - 1).getBytes(StandardCharsets.UTF_8);
    position = 0;
    return bytes.length > 0 || fill();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
