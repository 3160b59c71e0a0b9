package org.backtestrunner.orchestrator.config.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    String list =
        """
        {"schema_version": 1, "parameters": [
          {"name": "share", "type": "number", "choices": [], "range": "(0, 1]", "default": "0.5",
           "required": false, "strategies": ["index", "trend"], "only_with": null,
           "description": "How much."},
          %s],
         "rules": [{"kind": "less", "first": "seed", "second": "share", "words": "is not below"}],
         "strategies": [
          {"name": "trend", "description": "Follows."}, {"name": "index", "description": "All."}],
         "factors": [{"name": "size", "description": "Small."}]}
        """
            .formatted(SEED.formatted("\"share\""));
    WorkerParameters worker = WorkerParameters.read(WorkerJars.with(directory, list));

    assertEquals(
        List.of("share", "seed"), worker.parameters().stream().map(Parameter::name).toList());
    assertEquals("seed", worker.sortedByName().get(0).name());
    assertEquals(List.of("trend", "index"), List.copyOf(worker.strategies().keySet()));
    assertEquals("All.", worker.strategies().get("index"));
    assertEquals("Small.", worker.factors().get("size"));
    Parameter share = worker.find("share").orElseThrow();
    assertEquals(
        new Parameter(
            "share",
            ParameterType.NUMBER,
            List.of(),
            Optional.of(Range.parse("(0, 1]")),
            Optional.of("0.5"),
            Optional.empty(),
            false,
            List.of("index", "trend"),
            Optional.empty(),
            false,
            false,
            List.of(),
            "How much."),
        share);
    assertTrue(share.isUsedBy("trend"));
    assertEquals(Optional.of("share"), worker.find("seed").orElseThrow().onlyWith());
    assertEquals(List.of(new Rule.Less("seed", "share", "is not below")), worker.rules());
    assertFalse(worker.canPrepare());
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
    String rules = "{\"schema_version\": 1, \"parameters\": [" + seed + "], \"rules\": [%s]}";
    String rule = "{\"kind\": \"%s\", \"first\": \"seed\", \"second\": \"%s\", \"words\": \"x\"}";
    assertTrue(
        refusal(rules.formatted(rule.formatted("odd", "seed")))
            .startsWith("it has a rule of an unknown kind: odd"));
    assertTrue(refusal(rules.formatted(rule.formatted("less", "x"))).startsWith("it lacks x"));
  }
}
