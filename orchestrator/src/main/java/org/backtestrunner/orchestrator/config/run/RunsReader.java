package org.backtestrunner.orchestrator.config.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Problems;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.parameter.NearestName;
import org.backtestrunner.orchestrator.config.parameter.ParameterReader;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;

/** Reads the config's {@code runs}. */
public final class RunsReader {
  private static final Set<String> OWN_PARAMETERS = Set.of("bundle_path", "start_date", "end_date");
  public static final List<String> KEYS =
      List.of("id", "bundle_path", "start_date", "end_date", "tags", "overrides");
  public static final int LONGEST_ID = 500;
  public static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");

  private final ParameterReader parameters;
  private final Problems problems;

  public RunsReader(ParameterReader parameters, Problems problems) {
    this.parameters = parameters;
    this.problems = problems;
  }

  /** All runs that are mappings, in written order; an id that was refused is empty. */
  public List<RunDeclaration> read(Section root) {
    List<RunDeclaration> runs = new ArrayList<>();
    List<ConfigNode> items = root.list("runs");
    for (int i = 0; i < items.size(); i++) {
      String path = "runs[" + i + "]";
      if (items.get(i) instanceof Mapping mapping) {
        runs.add(run(new Section(mapping, path, problems), path, mapping.line()));
      } else {
        problems.add(
            items.get(i).line(), path, "must be keys with values, not " + items.get(i).kind());
      }
    }
    return runs;
  }

  private RunDeclaration run(Section section, String path, int line) {
    Map<String, ParameterValue> own = new LinkedHashMap<>();
    for (Entry entry : section.entries()) {
      if (OWN_PARAMETERS.contains(entry.key())) {
        parameters
            .find(section, entry)
            .ifPresent(p -> own.put(p.name(), parameters.read(p, section, entry)));
      } else if (!KEYS.contains(entry.key())
          && !parameters.refuseMisplaced(section, entry, path + ".overrides")) {
        section.refuse(entry, "unknown key" + NearestName.hint(entry.key(), KEYS));
      }
    }
    Map<String, ParameterValue> overrides =
        section.section("overrides").map(parameters::readAll).orElse(Map.of());
    return new RunDeclaration(id(section, path, line), path, line, tags(section), own, overrides);
  }

  private String id(Section section, String path, int line) {
    Optional<Entry> entry = section.find("id");
    if (entry.isEmpty()) {
      problems.add(line, path + ".id", "missing; every run needs an id");
      return "";
    }
    Optional<String> id = section.text("id");
    if (id.isPresent() && !ID.matcher(id.get()).matches()) {
      section.refuse(
          entry.get(),
          "an id consists of letters A-Z, a-z, digits, _ and -, not " + Problem.quote(id.get()));
      return "";
    }
    if (id.isPresent() && id.get().length() > LONGEST_ID) {
      section.refuse(entry.get(), "an id has at most " + LONGEST_ID + " characters");
      return "";
    }
    return id.orElse("");
  }

  private static List<String> tags(Section section) {
    List<String> tags = new ArrayList<>();
    List<ConfigNode> items = section.list("tags");
    for (int i = 0; i < items.size(); i++) {
      String path = section.path("tags") + "[" + i + "]";
      section.textOfOneLine(items.get(i), path, items.get(i).line()).ifPresent(tags::add);
    }
    return tags;
  }
}
