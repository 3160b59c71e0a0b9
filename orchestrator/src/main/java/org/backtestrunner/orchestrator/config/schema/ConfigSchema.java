package org.backtestrunner.orchestrator.config.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.backtestrunner.orchestrator.config.AttemptPolicy;
import org.backtestrunner.orchestrator.config.CachePolicy;
import org.backtestrunner.orchestrator.config.ConfigReader;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;
import org.backtestrunner.orchestrator.config.run.RunsReader;

/**
 * The JSON Schema (draft 7) of a batch config, for editors and other programs. It refuses nothing
 * that {@link ConfigReader} takes; what a schema cannot express, the reader alone refuses.
 */
public final class ConfigSchema {
  private static final String PARAMETERS = "#/definitions/parameters";

  private final WorkerParameters worker;

  private ConfigSchema(WorkerParameters worker) {
    this.worker = worker;
  }

  /** The schema's text for the parameters of a worker; equal parameters give equal texts. */
  public static String json(WorkerParameters worker) {
    Separators separators =
        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(separators).withObjectIndenter(new DefaultIndenter("  ", "\n"));
    JsonMapper mapper =
        JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();
    try {
      return mapper.writer(printer).writeValueAsString(new ConfigSchema(worker).root()) + "\n";
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
        .with("type", "object")
        .withKeys(ConfigReader.KEYS, this::topLevel)
        .with("required", List.of("batch_name"))
        .with(
            "anyOf",
            List.of(filled("runs", "array", "minItems"), filled("grid", "object", "minProperties")))
        .with("definitions", new SchemaNode().with("parameters", parameters()));
  }

  /** A config that has something below the key. */
  private static SchemaNode filled(String key, String type, String keywordOfLength) {
    SchemaNode value = new SchemaNode().with("type", type).with(keywordOfLength, 1);
    return new SchemaNode()
        .with("required", List.of(key))
        .with("properties", new SchemaNode().with(key, value));
  }

  private SchemaNode topLevel(String key) {
    return switch (key) {
      case "batch_name" ->
          ValueSchema.name(
              "The name of the batch and of its output directory: A-Z, a-z, 0-9, _ and -.",
              ConfigReader.BATCH_NAME);
      case "description" -> ValueSchema.text("What the batch is for.");
      case "output_root" ->
          ValueSchema.path("The directory in which batches have their output directories.")
              .with("default", ConfigReader.DEFAULT_OUTPUT_ROOT);
      case "seed" ->
          SchemaNode.reference("The seed of every run that sets none itself.", parameter("seed"));
      case "max_workers" ->
          ValueSchema.wholeNumber("Runs at a time, each in a JVM of its own.", 1, Integer.MAX_VALUE)
              .with("default", ConfigReader.DEFAULT_MAX_WORKERS);
      case "max_runs" ->
          ValueSchema.wholeNumber(
                  "The most runs that the batch may have; refuses a grid that spans more.",
                  1,
                  ConfigReader.MOST_RUNS)
              .with("default", ConfigReader.DEFAULT_MAX_RUNS);
      case "fail_fast" ->
          ValueSchema.flag("Whether the first run that fails ends the batch; the rest is skipped.");
      case "timeout_per_run" ->
          ValueSchema.duration("A run that takes longer is ended: 90s, 5m, 1h, or plain seconds.");
      case "retries" ->
          ValueSchema.wholeNumber(
                  "Further attempts of a run that failed for a reason that may pass.",
                  0,
                  AttemptPolicy.MOST_RETRIES)
              .with("default", 0);
      case "retry_backoff" ->
          ValueSchema.duration("The pause before the first retry, doubled for each further one.")
              .with("default", AttemptPolicy.DEFAULT_BACKOFF.toSeconds());
      case "retry_timeouts" ->
          ValueSchema.flag("Whether a run that took too long is tried again as well.");
      case "circuit_breaker" ->
          ValueSchema.onOff(
              "Whether the batch ends where the first runs all fail alike.",
              ConfigReader.DEFAULT_CIRCUIT_BREAKER);
      case "worker_memory" ->
          ValueSchema.memorySize("The heap limit of each worker, such as 512m or 2g.");
      case "worker_jar" ->
          ValueSchema.path("A worker to launch instead of the one that came with the program.");
      case "worker_jvm_args" ->
          SchemaNode.described(
                  "Arguments of each worker's JVM, one an item, that win over those of the program.",
                  "array",
                  "null")
              .with("items", new SchemaNode().with("type", "string").with("pattern", "^-"));
      case "cache_dir" ->
          ValueSchema.path(
              "Where prepared inputs are kept for later batches; else the user's own cache.");
      case "cache_size" ->
          ValueSchema.memorySize("How much the cache may hold, such as 10g.")
              .with("default", CachePolicy.DEFAULT_BOUND.toString());
      case "base_args" -> SchemaNode.reference("Parameters that all runs share.", PARAMETERS);
      case "runs" ->
          SchemaNode.described("Single runs, executed in this order.", "array", "null")
              .with("items", run());
      case "grid" ->
          SchemaNode.described(
                  "Values of parameters, all combinations of which are run, the last parameter"
                      + " changing fastest.",
                  "object",
                  "null")
              .withKeys(worker.names(), this::axis);
      default -> throw missing(key);
    };
  }

  private SchemaNode run() {
    return new SchemaNode()
        .with("type", "object")
        .withKeys(RunsReader.KEYS, this::inRun)
        .with("required", List.of("id"));
  }

  private SchemaNode inRun(String key) {
    return switch (key) {
      case "id" ->
          ValueSchema.name(
                  "The name of the run, unique in the batch: A-Z, a-z, 0-9, _ and -.",
                  RunsReader.ID)
              .with("maxLength", RunsReader.LONGEST_ID);
      case "bundle_path", "start_date", "end_date" -> new SchemaNode().with("$ref", parameter(key));
      case "tags" ->
          SchemaNode.described("Words for the column tags of the summary.", "array", "null")
              .with("items", ValueSchema.text("A tag."));
      case "overrides" ->
          SchemaNode.reference("Parameters of this run, above those of base_args.", PARAMETERS);
      default -> throw missing(key);
    };
  }

  private static IllegalStateException missing(String key) {
    return new IllegalStateException("the schema lacks the key " + key + ", which the reader has");
  }

  private SchemaNode axis(String name) {
    Parameter parameter = worker.find(name).orElseThrow();
    return SchemaNode.described("Values to run. " + ValueSchema.description(parameter), "array")
        .with("items", new SchemaNode().with("$ref", parameter(name)))
        .with("minItems", 1)
        .with("uniqueItems", true);
  }

  private SchemaNode parameters() {
    return SchemaNode.described("Parameters of a run.", "object", "null")
        .withKeys(worker.names(), name -> ValueSchema.of(worker.find(name).orElseThrow()));
  }

  private static String parameter(String name) {
    return PARAMETERS + "/properties/" + name;
  }
}
