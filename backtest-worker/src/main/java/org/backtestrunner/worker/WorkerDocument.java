package org.backtestrunner.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.worker.factor.formulas.Factor;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.format.Presets;
import org.backtestrunner.worker.parameter.Parameter;
import org.backtestrunner.worker.parameter.Parameters;
import org.backtestrunner.worker.parameter.Range;
import org.backtestrunner.worker.strategy.Strategies;
import org.backtestrunner.worker.strategy.Strategy;

/**
 * Writes what this worker can do as a JSON document. The build puts it into the jar, where an
 * orchestrator reads it without starting a JVM.
 */
final class WorkerDocument {
  /** The document's place in the jar. */
  static final String RESOURCE = "META-INF/backtest-worker.json";

  private WorkerDocument() {}

  /** Writes the document below the directory of classes that is given. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]).resolve(RESOURCE);
    Files.createDirectories(file.getParent());
    Files.writeString(file, json());
  }

  static String json() {
    List<String> parameters = new ArrayList<>();
    for (Parameter parameter : Parameters.ALL) {
      parameters.add(json(parameter));
    }
    List<String> strategies = new ArrayList<>();
    for (Strategy strategy : Strategies.ALL) {
      strategies.add(entry(strategy.name(), strategy.description()));
    }
    List<String> factors = new ArrayList<>();
    for (Factor factor : Factors.ALL) {
      factors.add(entry(factor.name(), factor.description()));
    }
    List<String> presets = new ArrayList<>();
    for (String preset : Presets.NAMES) {
      presets.add(entry(preset, Presets.description(preset)));
    }
    return """
        {
          "schema_version": 1,
          "prepare": true,
          "parameters": [
        %s
          ],
          "strategies": [
        %s
          ],
          "factors": [
        %s
          ],
          "presets": [
        %s
          ]
        }
        """
        .formatted(
            String.join(",\n", parameters),
            String.join(",\n", strategies),
            String.join(",\n", factors),
            String.join(",\n", presets));
  }

  private static String json(Parameter parameter) {
    boolean ranged = !parameter.range().equals(Range.ANY);
    return "    {"
        + ("\"name\": " + text(parameter.name()))
        + (", \"type\": " + text(parameter.type().label()))
        + (", \"choices\": " + texts(choices(parameter)))
        + (", \"range\": " + (ranged ? text(parameter.range().toString()) : "null"))
        + (", \"default\": " + optional(parameter.defaultValue()))
        + (", \"required\": " + parameter.required())
        + (", \"strategies\": " + texts(parameter.strategies()))
        + (", \"only_with\": " + optional(parameter.onlyWith()))
        + (", \"description\": " + text(parameter.description()))
        + "}";
  }

  private static List<String> choices(Parameter parameter) {
    return parameter.type() == Parameter.Type.FILE_OR_PRESET ? Presets.NAMES : parameter.choices();
  }

  private static String entry(String name, String description) {
    return "    {\"name\": " + text(name) + ", \"description\": " + text(description) + "}";
  }

  private static String optional(Optional<String> value) {
    return value.map(WorkerDocument::text).orElse("null");
  }

  private static String texts(List<String> values) {
    return "[" + String.join(", ", values.stream().map(WorkerDocument::text).toList()) + "]";
  }

  private static String text(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
