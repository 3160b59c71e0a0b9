package org.backtestrunner.worker.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.DataFile;
import org.backtestrunner.worker.table.cell.Extent;
import org.backtestrunner.worker.table.container.Containers;
import org.backtestrunner.worker.table.container.EndsStream;

/**
 * A text file, opened at its header: decompressed, as UTF-8 without a byte order mark, behind the
 * lines that do not belong to the table.
 *
 * @param separator between cells, as the form says, or as the header shows
 * @param line of the header, or of a blank line before it
 * @param ends what is read of the file; empty: all
 */
record TextSource(
    Path file, InputStream bytes, char separator, long line, Optional<EndsStream> ends) {
  private static final int LONGEST_HEADER_BYTES = 1 << 20;

  /**
   * Opens a file.
   *
   * @throws BadDataException where it cannot be read, or is no text
   */
  static TextSource open(Path file, TextForm form, Extent extent) {
    try {
      // No line of wider letters ends in a byte of its own.
      boolean cut = extent == Extent.ENDS && !form.encoding().equals(StandardCharsets.UTF_16);
      Optional<EndsStream> ends = cut ? Optional.of(Containers.ends(file)) : Optional.empty();
      BufferedInputStream raw = cut ? new BufferedInputStream(ends.get()) : Containers.text(file);
      try {
        BufferedInputStream bytes =
            form.encoding().equals(StandardCharsets.UTF_8)
                ? raw
                : new BufferedInputStream(new TranscodedStream(raw, form.encoding(), file));
        skipByteOrderMark(file, bytes);
        long line = 1;
        for (int i = 0; i < form.skip(); i++) {
          skipLine(bytes);
          line++;
        }
        while (startsWithHash(bytes)) {
          skipLine(bytes);
          line++;
        }
        char separator = form.separator().isPresent() ? form.separator().get() : separator(bytes);
        return new TextSource(file, bytes, separator, line, ends);
      } catch (IOException | BadDataException failure) {
        raw.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw DataFile.unreadable(file, failure);
    }
  }

  private static void skipByteOrderMark(Path file, InputStream bytes) throws IOException {
    bytes.mark(3);
    int first = bytes.read();
    int second = bytes.read();
    if ((first == 0xfe && second == 0xff) || (first == 0xff && second == 0xfe)) {
      throw new BadDataException(
          file, "the text is UTF-16; save it as UTF-8, or say encoding: utf-16 in a format file");
    }
    if (first != 0xef || second != 0xbb || bytes.read() != 0xbf) {
      bytes.reset();
    }
  }

  private static boolean startsWithHash(InputStream bytes) throws IOException {
    bytes.mark(1);
    int first = bytes.read();
    bytes.reset();
    return first == '#';
  }

  private static void skipLine(InputStream bytes) throws IOException {
    int b = bytes.read();
    while (b >= 0 && b != '\n' && b != '\r') {
      b = bytes.read();
    }
    if (b == '\r') {
      bytes.mark(1);
      if (bytes.read() != '\n') {
        bytes.reset();
      }
    }
  }

  /** The separator of the first line that is not blank: a comma, or the one other that it has. */
  private static char separator(InputStream bytes) throws IOException {
    bytes.mark(LONGEST_HEADER_BYTES);
    Optional<Character> other = Optional.empty();
    boolean several = false;
    boolean comma = false;
    boolean quoted = false;
    boolean blank = true;
    for (int i = 0; i < LONGEST_HEADER_BYTES && !comma; i++) {
      int b = bytes.read();
      if (b < 0 || (!quoted && !blank && (b == '\n' || b == '\r'))) {
        break;
      }
      blank &= b <= ' ' && b != '\t';
      if (b == '"') {
        quoted = !quoted;
      } else if (!quoted && b == ',') {
        comma = true;
      } else if (!quoted && (b == ';' || b == '\t' || b == '|')) {
        several |= other.isPresent() && other.get() != b;
        other = Optional.of((char) b);
      }
    }
    bytes.reset();
    return comma || several || other.isEmpty() ? ',' : other.get();
  }
}
