package org.backtestrunner.orchestrator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A finished batch in whose files somebody has put text that a page must show and not obey. Each
 * would set {@code window.hit} if it were obeyed.
 */
final class HostileBatch {
  static final String ID = "<img src=x onerror=hit=1>\"'&`|\ud83d\ude08\u202e";
  static final String TEXT =
      "</script></pre><script>hit=1</script><!-- \" ' & ` | \u2028 \ud83d\ude08";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path batch;

  private HostileBatch(Path batch) {
    this.batch = batch;
  }

  /**
   * @param batch with a first run that succeeded and a second one that failed
   */
  static void make(Path batch) throws IOException {
    new HostileBatch(batch).make();
  }

  private void make() throws IOException {
    Path manifest = batch.resolve("batch_manifest.json");
    ObjectNode all = (ObjectNode) BatchOutput.json(manifest);
    all.put("description", TEXT).put("host", TEXT).put("batch_name", TEXT);
    all.set("command_line", JSON.createArrayNode().add(TEXT));
    ObjectNode good = (ObjectNode) all.get("expanded_runs").get(0);
    JsonNode broken = all.get("expanded_runs").get(1);
    Path failed = batch.resolve("runs/0001_" + broken.get("run_id").asText());
    Files.writeString(failed.resolve("run.log"), "ERROR \u001b[31m" + TEXT + "\n");
    replace(failed.resolve("run_manifest.json"), own -> own.put("error", TEXT));
    Path directory = batch.resolve("runs/0000_" + ID);
    Files.move(batch.resolve("runs/0000_" + good.get("run_id").asText()), directory);
    good.put("run_id", ID).set("tags", JSON.createArrayNode().add(TEXT));
    JSON.writeValue(manifest.toFile(), all);
    replace(
        directory.resolve("run_manifest.json"),
        own -> {
          own.put("run_id", ID);
          ObjectNode spec = (ObjectNode) own.get("run_spec");
          spec.set("tags", JSON.createArrayNode().add(TEXT));
          ((ObjectNode) own.get("parameters")).put("price_file", TEXT);
          ((ObjectNode) own.get("inputs").get(0)).put("path", "/tmp/" + TEXT);
          ObjectNode warning = JSON.createObjectNode().put("kind", "other").put("text", TEXT);
          own.set("warnings", JSON.createArrayNode().add(warning.put("serious", true)));
        });
    Path positions = directory.resolve("backtest/positions_1d.csv");
    Files.writeString(
        positions,
        BatchOutput.text(positions).replaceAll(",S[0-9],", ",<img src=x onerror=hit=1>,"));
    Files.writeString(batch.resolve("batch_config.yaml"), TEXT);
  }

  private interface Change {
    void of(ObjectNode manifest);
  }

  private static void replace(Path file, Change change) throws IOException {
    ObjectNode manifest = (ObjectNode) BatchOutput.json(file);
    change.of(manifest);
    JSON.writeValue(file.toFile(), manifest);
  }
}
