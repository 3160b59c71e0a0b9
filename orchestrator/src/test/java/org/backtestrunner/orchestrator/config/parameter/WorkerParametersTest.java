package org.backtestrunner.orchestrator.config.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerParametersTest {
  private static final String SEED =
      """
      {"name": "seed", "type": "integer", "choices": [], "range": null, "default": "42",
       "required": false, "strategies": [], "only_with": %s, "description": "Draws."}""";

  @TempDir private Path directory;

  private String refusal(String json) throws Exception {
    Path jar = WorkerJars.with(directory, json);
    String message =
        assertThrows(EnvironmentException.class, () -> WorkerParameters.read(jar)).getMessage();
    String head = "not a worker jar of this program: " + jar + ": ";
    assertTrue(message.startsWith(head), message);
    return message.substring(head.length());
  }

  @Test
  void theListIsReadFromTheJarInItsOrder() throws Exception {
    WorkerParameters worker = WorkerParameters.read(WorkerJars.withAllParameters(directory));

    assertEquals(31, worker.parameters().size());
    assertEquals("strategy", worker.parameters().get(0).name());
    assertEquals("seed", worker.parameters().get(30).name());
    assertEquals("borrow_bps_per_year", worker.sortedByName().get(0).name());
    assertEquals(List.of("rv_20", "momentum_12m_excl_1m"), List.copyOf(worker.factors().keySet()));
    assertEquals("Realised volatility.", worker.factors().get("rv_20"));
    assertEquals(
        List.of("multifactor_long_short", "trend_baseline", "buy_and_hold", "target_weights"),
        List.copyOf(worker.strategies().keySet()));
    assertEquals("A strategy.", worker.strategies().get("buy_and_hold"));
    Parameter quantile = worker.find("top_quantile").orElseThrow();
    assertEquals(
        new Parameter(
            "top_quantile",
            ParameterType.NUMBER,
            List.of(),
            Optional.of(Range.parse("[0, 0.5]")),
            Optional.of("0.2"),
            false,
            List.of("multifactor_long_short"),
            Optional.empty(),
            "Share held long."),
        quantile);
    assertTrue(quantile.isUsedBy("multifactor_long_short"));
    assertEquals(Optional.of("universe_sample"), worker.find("seed").orElseThrow().onlyWith());
  }

  /** The table of the contract, written down here once more, is what the tests are about. */
  @Test
  void theWorkerOfThisBuildDeclaresTheParametersThatTheTestsAssume() throws Exception {
    String json;
    try (InputStream in =
        getClass().getClassLoader().getResourceAsStream(WorkerParameters.RESOURCE)) {
      json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    WorkerParameters assumed = WorkerParameters.read(WorkerJars.withAllParameters(directory));
    WorkerParameters built = WorkerResource.parse(directory, json);
    assertEquals(withoutDescriptions(assumed), withoutDescriptions(built));
  }

  private static List<Parameter> withoutDescriptions(WorkerParameters worker) {
    return worker.parameters().stream()
        .map(
            p ->
                new Parameter(
                    p.name(),
                    p.type(),
                    p.choices(),
                    p.range(),
                    p.defaultText(),
                    p.required(),
                    p.strategies(),
                    p.onlyWith(),
                    ""))
        .toList();
  }

  @Test
  void aMissingJarIsNamed() {
    Path jar = directory.resolve("none.jar");
    assertEquals(
        "worker jar not found: " + jar,
        assertThrows(EnvironmentException.class, () -> WorkerParameters.read(jar)).getMessage());
  }

  @Test
  void aFileThatIsNoJarIsNamed() throws Exception {
    Path jar = Files.writeString(directory.resolve("text.jar"), "no zip");
    String message =
        assertThrows(EnvironmentException.class, () -> WorkerParameters.read(jar)).getMessage();
    assertTrue(message.startsWith("cannot read the worker jar " + jar + ": "), message);
  }

  @Test
  void aDirectoryIsNoJar() {
    assertThrows(EnvironmentException.class, () -> WorkerParameters.read(directory));
  }

  @Test
  void aJarWithoutTheListIsRefused() throws Exception {
    Path jar = directory.resolve("other.jar");
    try (var out = new java.util.jar.JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new java.util.jar.JarEntry("x"));
    }
    assertEquals(
        "not a worker jar of this program: "
            + jar
            + ": it holds no META-INF/backtest-worker.json; build both jars together",
        assertThrows(EnvironmentException.class, () -> WorkerParameters.read(jar)).getMessage());
  }

  @Test
  void aListOfAnotherVersionIsRefused() throws Exception {
    assertEquals(
        "its parameter list has version 2, not 1; build both jars together",
        refusal("{\"schema_version\": 2, \"parameters\": []}"));
  }

  @Test
  void aDamagedListIsRefused() throws Exception {
    assertTrue(refusal("{\"schema_version\": 1,").startsWith("invalid JSON"));
    assertTrue(refusal("{\"parameters\": []}").startsWith("its parameter list lacks a schema"));
    String list = "{\"schema_version\": 1, \"parameters\": [%s]}";
    String seed = SEED.formatted("null");
    assertTrue(refusal(list.formatted(seed + "," + seed)).startsWith("it lists seed twice"));
    assertTrue(refusal(list.formatted(SEED.formatted("\"x\""))).startsWith("it lacks x"));
    assertTrue(
        refusal(list.formatted(seed.replace("42", "many"))).startsWith("must be a whole number"));
    refusal(list.formatted(seed.replace("integer", "colour")));
  }
}
