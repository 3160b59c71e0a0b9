package org.backtestrunner.worker.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.DataFile;

/** Reads small UTF-8 text files whole. */
public final class TextFile {
  private TextFile() {}

  /**
   * The text of a file without its byte order mark.
   *
   * @throws BadDataException where it cannot be read or is not UTF-8
   */
  public static String read(Path file) {
    DataFile.requireFile(file);
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
    } catch (CharacterCodingException notUtf8) {
      throw new BadDataException(file, "the file is not UTF-8 text (is it UTF-16 or binary?)");
    } catch (IOException failure) {
      throw DataFile.unreadable(file, failure);
    }
    if (text.indexOf('\0') >= 0) {
      throw new BadDataException(file, "the file holds NUL characters; it must be UTF-8 text");
    }
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  public static List<String> lines(Path file) {
    return read(file).lines().toList();
  }
}
