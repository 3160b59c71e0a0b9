package org.backtestrunner.orchestrator.file.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.backtestrunner.orchestrator.file.AtomicFile;
import org.backtestrunner.orchestrator.file.RegularFile;

/** A file that holds one JSON object. */
final class JsonFile {

  /** Far more than the manifest of a hundred thousand runs. */
  static final int MOST_BYTES = 1 << 29;

  /** Jackson's own double writer gives the same digits on every JDK; the JDK's does not. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final ObjectWriter WRITER =
      MAPPER.writer(
          new DefaultPrettyPrinter()
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private JsonFile() {}

  /**
   * Reads the whole file, if it is a regular one.
   *
   * @throws UnreadableFileException if there is no such object; its message is the reason alone
   */
  static ObjectNode read(Path file, int mostBytes) throws UnreadableFileException {
    try {
      return parse(RegularFile.readAll(file, mostBytes));
    } catch (NoSuchFileException e) {
      throw new UnreadableFileException("no such file");
    } catch (AccessDeniedException e) {
      throw new UnreadableFileException("no permission to read it");
    } catch (FileSystemException e) {
      throw new UnreadableFileException(e.toString());
    } catch (IOException e) {
      throw new UnreadableFileException(e.getMessage());
    }
  }

  /**
   * Reads the text of one object.
   *
   * @throws UnreadableFileException if it is not one
   */
  static ObjectNode parse(byte[] text) throws UnreadableFileException {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw new UnreadableFileException("not a JSON object");
    } catch (JsonProcessingException e) {
      throw new UnreadableFileException(
          e.getLocation() == null
              ? "not valid JSON"
              : "not valid JSON at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr());
    } catch (IOException e) {
      throw new UnreadableFileException(e.toString());
    }
  }

  /** Writes the file whole or not at all. */
  static void write(Path file, Object content) {
    AtomicFile.write(
        file,
        out -> {
          WRITER.writeValue(out, content);
          out.write('\n');
        });
  }

  /** What {@link #write} puts into a file. */
  static String text(Object content) {
    return text(WRITER, content);
  }

  /** The same on one line. */
  static String line(Object content) {
    return text(MAPPER.writer(), content);
  }

  private static String text(ObjectWriter writer, Object content) {
    try {
      return writer.writeValueAsString(content) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written", e);
    }
  }

  static ObjectNode tree(Object content) {
    return MAPPER.valueToTree(content);
  }
}
