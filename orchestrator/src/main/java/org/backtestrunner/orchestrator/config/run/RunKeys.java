package org.backtestrunner.orchestrator.config.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.Scalars;
import org.backtestrunner.orchestrator.config.key.Values;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.ParameterReader;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;

/** The keys of one run. */
public final class RunKeys extends KeyGroup {
  private static final int LONGEST_ID = 500;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");
  private static final String SCHEMA_ID = "^(?!-)[A-Za-z0-9_-]{1," + LONGEST_ID + "}$";

  private final Key<String> id =
      key("id", Scalars.name(LONGEST_ID, SCHEMA_ID, RunKeys::parseId))
          .required("every run needs an id")
          .says("The name of the run, unique in the batch.");

  /** The parameters that have a place of their own. */
  private final List<Key<ConfigNode>> own =
      List.of(
          parameter("bundle_path").says("The parameter of this name, for this run."),
          parameter("start_date").says("The parameter of this name, for this run."),
          parameter("end_date").says("The parameter of this name, for this run."));

  private final Key<List<String>> tags =
      list("tags", "list of texts", Scalars.word())
          .standard(List.of())
          .says("Words for the column tags of the summary.");

  private final Key<ConfigNode> overrides =
      parameters("overrides").says("Parameters of this run, which override those of base_args.");

  RunKeys() {
    super("A run, that is an item of `runs`");
  }

  private static String parseId(String text) throws InvalidValueException {
    if (!ID.matcher(text).matches()) {
      throw new InvalidValueException(
          "an id consists of letters A-Z, a-z, digits, _ and -, not " + Problem.quote(text));
    }
    if (text.startsWith("-")) {
      throw new InvalidValueException(
          "an id must not begin with -, which a spreadsheet takes for a formula, as "
              + Problem.quote(text)
              + " does");
    }
    if (text.length() > LONGEST_ID) {
      throw new InvalidValueException("an id has at most " + LONGEST_ID + " characters");
    }
    return text;
  }

  /** The run that the mapping describes; an id that was refused is empty. */
  RunDeclaration read(Mapping mapping, Section section, String path, ParameterReader parameters) {
    parameters.refuseUnknown(section, names(), path + ".overrides");
    Map<String, ParameterValue> beside = new LinkedHashMap<>();
    for (Key<ConfigNode> key : own) {
      section
          .find(key.name())
          .ifPresent(
              entry ->
                  parameters
                      .find(section, entry)
                      .ifPresent(p -> beside.put(p.name(), parameters.read(p, section, entry))));
    }
    Map<String, ParameterValue> overriding =
        section.section(overrides.name()).map(parameters::readAll).orElse(Map.of());
    Values values = new Values(section);
    return new RunDeclaration(
        RunSetKeys.RUNS,
        values.require(id).orElse(""),
        path,
        mapping.line(),
        "",
        values.get(tags),
        beside,
        overriding);
  }

  /** The id that a section has; absent if it is not one, which is reported. */
  Optional<String> id(Section section) {
    return new Values(section).find(id);
  }

  /** The tags that a section has. */
  List<String> tags(Section section) {
    return new Values(section).get(tags);
  }
}
