package org.backtestrunner.worker.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.worker.reference.ReferenceBundle.Factor;
import org.junit.jupiter.api.Test;

class ReferenceBundleTest {
  @Test
  void aYamlReaderFindsEveryValueOfARenderedBundle() throws IOException {
    ReferenceBundle bundle =
        new ReferenceBundle(
            List.of(new Factor("rv_20", 0.0001, false), new Factor("my \"f\"", 0.9999, true)),
            false,
            0.05,
            0.9,
            true,
            Optional.of("sector"));
    JsonNode tree = new YAMLMapper().readTree(bundle.toYaml());
    assertEquals("rv_20", tree.at("/factors/0/name").asText());
    assertEquals(0.0001, tree.at("/factors/0/weight").asDouble());
    assertEquals("negative", tree.at("/factors/0/direction").asText());
    assertEquals("my \"f\"", tree.at("/factors/1/name").asText());
    assertEquals("positive", tree.at("/factors/1/direction").asText());
    assertTrue(tree.at("/options/winsorize").isBoolean());
    assertEquals(0.05, tree.at("/options/winsorize_limits/0").asDouble());
    assertEquals(0.9, tree.at("/options/winsorize_limits/1").asDouble());
    assertTrue(tree.at("/options/zscore").asBoolean());
    assertEquals("sector", tree.at("/options/neutralize_by").asText());
    JsonNode plain = new YAMLMapper().readTree(ReferenceBundle.withDefaults().toYaml());
    assertTrue(plain.at("/options/neutralize_by").isNull());
  }
}
