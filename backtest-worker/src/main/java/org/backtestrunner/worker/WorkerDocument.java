package org.backtestrunner.worker;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.worker.engine.Outputs;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.factor.formulas.Formula;
import org.backtestrunner.worker.format.Presets;
import org.backtestrunner.worker.inspection.Inspection;
import org.backtestrunner.worker.own.OwnCode;
import org.backtestrunner.worker.parameter.Parameter;
import org.backtestrunner.worker.parameter.Range;
import org.backtestrunner.worker.parameter.Rule;
import org.backtestrunner.worker.strategy.DecisionRule;
import org.backtestrunner.worker.strategy.Strategies;

/**
 * Writes what this worker can do as a JSON document. The build puts it into the jar, where an
 * orchestrator reads it without starting a JVM.
 */
final class WorkerDocument {
  /** The document's place in the jar. */
  static final String RESOURCE = "META-INF/backtest-worker.json";

  private static final JsonMapper MAPPER = new JsonMapper();

  private WorkerDocument() {}

  /** Writes the document below the directory of classes that is given. */
  public static void main(String[] args) throws IOException {
    write(OwnCode.none(), Path.of(args[0]));
  }

  /** Writes the same of a worker with strategies and factors of the user's. */
  static void write(OwnCode own, Path directory) throws IOException {
    Path file = directory.resolve(RESOURCE);
    Files.createDirectories(file.getParent());
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    Files.writeString(file, MAPPER.writer(printer).writeValueAsString(document(own)) + "\n");
  }

  private static JsonNode document(OwnCode own) {
    ObjectNode document =
        MAPPER
            .createObjectNode()
            .put("schema_version", 1)
            .put("serves", true)
            .put("csv_safe", true);
    ArrayNode preparedFrom = document.putArray("prepared_from");
    ArrayNode inspectedFrom = document.putArray("inspected_from");
    ArrayNode smallInputs = document.putArray("small_inputs");
    ArrayNode timedInputs = document.putArray("timed_inputs");
    document.put("lag", "execution_lag");
    ArrayNode outputs = document.putArray("outputs");
    Outputs.NAMES.forEach(name -> outputs.add(name));
    ArrayNode parameters = document.putArray("parameters");
    for (Parameter parameter : own.parameters().all()) {
      parameters.add(parameter(parameter));
      parameter.prepared().ifPresent(part -> preparedFrom.add(parameter.name()));
      if (Inspection.dependsOn(parameter)) {
        inspectedFrom.add(parameter.name());
      }
      if (Inspection.isTimed(parameter)) {
        timedInputs.add(parameter.name());
      }
      if (Inspection.readsWhole(parameter)) {
        smallInputs.add(parameter.name());
      }
    }
    ArrayNode rules = document.putArray("rules");
    for (Rule rule : own.parameters().rules()) {
      rules.add(rule(rule));
    }
    ArrayNode strategies = document.putArray("strategies");
    List<DecisionRule> allStrategies = new ArrayList<>(Strategies.ALL);
    allStrategies.addAll(own.rules());
    for (DecisionRule strategy : allStrategies) {
      strategies
          .addObject()
          .put("name", strategy.name())
          .put("description", strategy.description());
    }
    ArrayNode factors = document.putArray("factors");
    for (Formula factor : Factors.ALL) {
      factors.addObject().put("name", factor.name()).put("description", factor.description());
    }
    own.factorSentences()
        .forEach(
            (name, sentence) -> factors.addObject().put("name", name).put("description", sentence));
    ArrayNode presets = document.putArray("presets");
    for (String preset : Presets.NAMES) {
      presets.addObject().put("name", preset).put("description", Presets.description(preset));
    }
    return document;
  }

  private static ObjectNode parameter(Parameter parameter) {
    boolean ranged = !parameter.range().equals(Range.ANY);
    ObjectNode node = MAPPER.createObjectNode();
    node.put("name", parameter.name()).put("type", parameter.type().label());
    node.putPOJO("choices", parameter.choices());
    node.put("range", ranged ? parameter.range().toString() : null);
    node.put("default", parameter.defaultValue().orElse(null));
    node.put("default_times", parameter.defaultTimes().orElse(null));
    node.put("required", parameter.isRequired());
    node.putPOJO("strategies", parameter.strategies());
    node.put("only_with", parameter.onlyWith().orElse(null));
    node.put("directory", parameter.mayBeDirectory());
    node.put("assumption", parameter.isAssumption());
    node.putPOJO("natural_ends", parameter.naturalEnds());
    return node.put("description", parameter.description());
  }

  private static ObjectNode rule(Rule rule) {
    ObjectNode node = MAPPER.createObjectNode();
    if (rule instanceof Rule.Order order) {
      node.put("kind", order.mayBeEqual() ? "not_after" : "less");
    } else if (rule instanceof Rule.Exclusion exclusion) {
      node.put("kind", "exclude");
      node.put("first_value", exclusion.firstValue()).put("second_value", exclusion.secondValue());
    }
    return node.put("first", rule.first()).put("second", rule.second()).put("words", rule.words());
  }
}
