package org.backtestrunner.orchestrator.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.backtestrunner.orchestrator.config.Configs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
  @TempDir private Path directory;

  private String json(String grid) throws IOException {
    String yaml = Configs.BASE.replace("buy_and_hold", "target_weights") + "grid:\n" + grid;
    Sweep sweep = Sweep.of(new Configs(directory).read(yaml).runs().grid().orElseThrow());
    return new JsonMapper().readTree(sweep.json().text()).toString();
  }

  @Test
  void itTellsWhatWasDrawnAndFound() throws IOException {
    assertEquals(
        "{\"source\":\"grid\",\"combinations\":6,\"left_out\":[],"
            + "\"sample\":{\"method\":\"sobol\",\"seed\":1,\"n\":4,\"taken\":4},"
            + "\"globs\":[{\"parameter\":\"weights_file\",\"pattern\":\"[fgw]*s.csv\","
            + "\"files\":[\"factors.csv\",\"groups.csv\",\"weights.csv\"]}],\"runs\":4}",
        json(
            """
              weights_file: {glob: "[fgw]*s.csv"}
              lot_size: [1, 2]
              sample: {n: 4, method: sobol}
            """));
  }

  @Test
  void aSampleThatTakesAllIsOneStill() throws IOException {
    assertEquals(
        "{\"source\":\"grid\",\"combinations\":2,"
            + "\"left_out\":[{\"where\":\"lot_size > 1\",\"count\":1}],"
            + "\"sample\":{\"method\":\"random\",\"seed\":3,\"n\":9,\"taken\":1},"
            + "\"globs\":[],\"runs\":1}",
        json(
            """
              weights_file: weights.csv
              lot_size: [1, 2]
              where: lot_size > 1
              sample: {n: 9, seed: 3}
            """));
  }
}
