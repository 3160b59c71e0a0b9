package org.backtestrunner.worker.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The schema of format files knows what their reader knows. */
class FormatSchemaTest {
  private static final Path CONFIGS = Path.of("..", "configs");

  @Test
  void theSchemaHasEveryKeyOfTheReader() throws IOException {
    List<String> keys = new ArrayList<>();
    try (JsonParser parser =
        new JsonFactory().createParser(CONFIGS.resolve("format.schema.json").toFile())) {
      int depth = 0;
      boolean inProperties = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME && depth == 1) {
          inProperties = parser.currentName().equals("properties");
        } else if (token == JsonToken.FIELD_NAME && depth == 2 && inProperties) {
          keys.add(parser.currentName());
        }
        depth += token == JsonToken.START_OBJECT ? 1 : token == JsonToken.END_OBJECT ? -1 : 0;
      }
    }
    assertEquals(FormatReader.KEYS, keys);
  }

  @Test
  void theExampleIsRightAndNamesItsSchema() throws IOException {
    Path example = CONFIGS.resolve("formats").resolve("german_prices.yaml");
    assertEquals(
        "# yaml-language-server: $schema=../format.schema.json",
        Files.readAllLines(example).get(0));
    Format format = Input.of(InputKind.PRICES, example, Optional.of(example.toString())).format();
    assertTrue(format.columns().containsKey("symbol"));
  }
}
