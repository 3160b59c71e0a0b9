package org.backtestrunner.orchestrator.config.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.config.ConfigReader;
import org.backtestrunner.orchestrator.config.document.ConfigException;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.key.GivenOptions;
import org.backtestrunner.orchestrator.config.parameter.WorkerJars;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;
import org.backtestrunner.orchestrator.launch.compile.StrategyCompiler;

/** The schema of this build's worker beside the reader: what has each to say about a config? */
final class SchemaFixture {
  /** The repository's directory, from which the examples' paths start. */
  static final Path HOME = Path.of("").toAbsolutePath().getParent();

  final WorkerParameters worker;
  final String json;

  private final Path directory;
  private final Schema schema;

  /** Makes a directory for configs, and a jar of the parameters that this build's worker has. */
  SchemaFixture(Path directory) {
    this.directory = directory;
    try {
      worker = WorkerParameters.read(WorkerJars.withAllParameters(directory));
      Files.writeString(directory.resolve("prices.csv"), "timestamp,symbol,close\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    json = ConfigSchema.json(worker);
    schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(json);
  }

  JsonNode tree() throws IOException {
    return new JsonMapper().readTree(json);
  }

  /** What an independent validator has against the config. */
  List<String> schemaProblems(String yaml) {
    return schema.validate(yaml, InputFormat.YAML).stream().map(Object::toString).toList();
  }

  /** The places of the validator's complaints, such as {@code /runs/0/id}. */
  Set<String> placesRefusedBySchema(String yaml) {
    return schema.validate(yaml, InputFormat.YAML).stream()
        .map(error -> error.getInstanceLocation().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  List<Problem> readerProblems(String yaml) {
    try {
      return readerProblems(Files.writeString(directory.resolve("batch.yaml"), yaml), directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Problem> readerProblems(Path config, Path workingDirectory) {
    try {
      ConfigReader.read(
          config, GivenOptions.none(), workingDirectory, worker.jar(), new StrategyCompiler());
      return List.of();
    } catch (ConfigException e) {
      return e.problems();
    }
  }

  /**
   * The places of the reader's complaints, written like the validator's; without those about files
   * and the number of runs, of which a schema knows nothing.
   */
  Set<String> placesRefusedByReader(String yaml) {
    return readerProblems(yaml).stream()
        .filter(problem -> !problem.message().startsWith("file not found"))
        .filter(problem -> !problem.message().contains("max_runs"))
        .map(SchemaFixture::place)
        .map(path -> "/" + path.replace("[", "/").replace("]", "").replace('.', '/'))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Of cases under a parameter the reader names the parameter, the validator the first case. */
  private static String place(Problem problem) {
    return problem.path() + (problem.message().startsWith("is a parameter; an axis") ? "[0]" : "");
  }
}
