package org.backtestrunner.orchestrator.config.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.function.Function;
import org.backtestrunner.orchestrator.config.ConfigKeys;
import org.backtestrunner.orchestrator.config.grid.GridReader;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.SchemaNode;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;

/**
 * The JSON Schema (draft 7) of a batch config, for editors and other programs. It refuses nothing
 * that the reader takes; what a schema cannot express, the reader alone refuses.
 */
public final class ConfigSchema {
  private final WorkerParameters worker;
  private final boolean ofOneConfig;

  private ConfigSchema(WorkerParameters worker, boolean ofOneConfig) {
    this.worker = worker;
    this.ofOneConfig = ofOneConfig;
  }

  /** The schema's text for the parameters of a worker; equal parameters give equal texts. */
  public static String json(WorkerParameters worker) {
    return json(worker, false);
  }

  /**
   * The same.
   *
   * @param ofOneConfig whether these are the parameters of one config, whatever it names
   */
  public static String json(WorkerParameters worker, boolean ofOneConfig) {
    Separators separators =
        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(separators).withObjectIndenter(new DefaultIndenter("  ", "\n"));
    JsonMapper mapper =
        JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();
    try {
      return mapper.writer(printer).writeValueAsString(new ConfigSchema(worker, ofOneConfig).root())
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can always be written", e);
    }
  }

  private SchemaNode root() {
    return new SchemaNode()
        .with("$schema", "http://json-schema.org/draft-07/schema#")
        .with("title", "Batch config")
        .with(
            "description",
            "A batch of portfolio backtests for scripts/cli batch_backtest, which checks more than"
                + " this schema can: that files exist, ids are unique, and values fit each other.")
        .withAll(KeyGroup.schema(ConfigKeys.all()))
        .withAll(
            ofOneConfig
                ? new SchemaNode().with("properties", properties(Key::schema, ConfigKeys.all()))
                : ofAnyConfig())
        .with(
            "anyOf",
            List.of(
                filled("runs", "array", "minItems"),
                filled("runs_file", "string", "minLength"),
                filled("grid", "object", "minProperties"),
                filled("grids", "object", "minProperties")))
        .with(
            "definitions",
            new SchemaNode()
                .with("parameters", ofParameters(ParameterSchema::of, List.of()))
                .with("case", ofParameters(AxisSchema::of, List.of()))
                .with("cases", AxisSchema.cases())
                .with(
                    "grid",
                    ofParameters(AxisSchema::inGrid, GridReader.KEYS.keys())
                        .with("additionalProperties", AxisSchema.CASES)));
  }

  /** A program or strategies of the user's have parameters that this schema knows nothing of. */
  private static SchemaNode ofAnyConfig() {
    List<SchemaNode> unknown =
        ConfigKeys.CHANGING_PARAMETERS.stream()
            .map(key -> new SchemaNode().with("required", List.of(key)))
            .toList();
    return new SchemaNode()
        .with("properties", properties(ConfigSchema::ofAnyProgram, ConfigKeys.all()))
        .with("if", new SchemaNode().with("anyOf", unknown))
        .with("then", new SchemaNode())
        .with("else", new SchemaNode().with("properties", ofOurWorker()));
  }

  private static SchemaNode ofOurWorker() {
    return properties(
        Key::schema, ConfigKeys.all().stream().filter(ConfigSchema::hasParameters).toList());
  }

  private static SchemaNode properties(
      Function<Key<?>, SchemaNode> schema, List<? extends Key<?>> keys) {
    SchemaNode properties = new SchemaNode();
    for (Key<?> key : keys) {
      properties = properties.with(key.name(), schema.apply(key));
    }
    return properties;
  }

  private static SchemaNode ofAnyProgram(Key<?> key) {
    return hasParameters(key) ? new SchemaNode().with("description", key.meaning()) : key.schema();
  }

  /** Whether what stands below the key depends on the parameters of a run. */
  private static boolean hasParameters(Key<?> key) {
    try {
      return new JsonMapper().writeValueAsString(key.schema()).contains("\"#/definitions/");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can always be written", e);
    }
  }

  /** A config that has something below the key. */
  private static SchemaNode filled(String key, String type, String keywordOfLength) {
    SchemaNode value = SchemaNode.ofTypes(type).with(keywordOfLength, 1);
    return new SchemaNode()
        .with("required", List.of(key))
        .with("properties", new SchemaNode().with(key, value));
  }

  /** The schema of a mapping that may have every parameter as a key, and others after them. */
  private SchemaNode ofParameters(Function<Parameter, SchemaNode> schema, List<Key<?>> others) {
    SchemaNode properties = new SchemaNode();
    for (Parameter parameter : worker.parameters()) {
      properties = properties.with(parameter.name(), schema.apply(parameter));
    }
    for (Key<?> key : others) {
      properties = properties.with(key.name(), key.schema());
    }
    return SchemaNode.ofTypes("object", "null")
        .with("properties", properties)
        .with("additionalProperties", false);
  }
}
