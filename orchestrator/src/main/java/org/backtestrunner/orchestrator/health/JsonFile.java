package org.backtestrunner.orchestrator.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file that holds one JSON object. */
final class JsonFile {

  private static final ObjectReader READER =
      new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonFile() {}

  /**
   * Reads the whole file.
   *
   * @throws UnreadableFileException if there is no such object; its message is the reason alone
   */
  static JsonNode read(Path file) throws UnreadableFileException {
    try {
      JsonNode root = READER.readTree(Files.readAllBytes(file));
      if (!root.isObject()) {
        throw new UnreadableFileException("not a JSON object");
      }
      return root;
    } catch (NoSuchFileException e) {
      throw new UnreadableFileException("no such file");
    } catch (AccessDeniedException e) {
      throw new UnreadableFileException("no permission to read it");
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
}
