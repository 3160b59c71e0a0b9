package org.backtestrunner.orchestrator.config.parameter;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.Section;

/** Reads run parameters wherever a config may hold them. */
public final class ParameterReader {
  private final WorkerParameters worker;
  private final List<String> topLevelKeys;
  private final Set<String> mistyped = new HashSet<>();

  /**
   * @param topLevelKeys what a config holds beside parameters: such a key is only in the wrong
   *     place
   */
  public ParameterReader(WorkerParameters worker, List<String> topLevelKeys) {
    this.worker = worker;
    this.topLevelKeys = topLevelKeys;
  }

  /** All keys of the section as parameters; those that are none are reported and left out. */
  public Map<String, ParameterValue> readAll(Section section) {
    Map<String, ParameterValue> values = new LinkedHashMap<>();
    for (Entry entry : section.entries()) {
      find(section, entry).ifPresent(p -> values.put(p.name(), read(p, section, entry)));
    }
    return values;
  }

  /** The parameter that the entry's key names; reported where there is none. */
  public Optional<Parameter> find(Section section, Entry entry) {
    Optional<Parameter> parameter = worker.find(entry.key());
    if (parameter.isEmpty()) {
      if (topLevelKeys.contains(entry.key())) {
        section.refuse(entry, "not a parameter of a run: belongs to the top level of the file");
      } else {
        section.refuse(entry, worker.unknown() + NearestName.hint(entry.key(), worker.names()));
        NearestName.find(entry.key(), worker.names()).ifPresent(mistyped::add);
      }
    }
    return parameter;
  }

  /** The parameter of the name; nothing is reported. */
  public Optional<Parameter> find(String name) {
    return worker.find(name);
  }

  /** Whether the name is that of a key which is in the wrong place below the top level. */
  public boolean belongsToTop(String name) {
    return topLevelKeys.contains(name);
  }

  /**
   * What to say of a name that is no parameter's, where a sweep or a setting has one.
   *
   * @return the end of a sentence that begins with the name
   */
  public String unknown(String name) {
    if (belongsToTop(name)) {
      return "not a parameter of a run: belongs to the top level of the file";
    }
    Optional<String> nearest = NearestName.find(name, worker.names());
    nearest.ifPresent(mistyped::add);
    return "unknown parameter" + nearest.map(near -> "; did you mean " + near + "?").orElse("");
  }

  /**
   * Reports the keys that the section cannot have.
   *
   * @param parametersPlace where a parameter belongs that is among them
   */
  public void refuseUnknown(Section section, List<String> keys, String parametersPlace) {
    for (Entry entry : section.entries()) {
      if (keys.contains(entry.key())) {
        continue;
      }
      if (worker.find(entry.key()).isPresent()) {
        section.refuse(entry, "is a parameter of a run: belongs into " + parametersPlace);
        mistyped.add(entry.key());
      } else {
        section.refuse(entry, "unknown key" + NearestName.hint(entry.key(), keys));
      }
    }
  }

  public ParameterValue read(Parameter parameter, Section section, Entry entry) {
    return read(parameter, section, entry.value(), section.path(entry.key()), entry.line());
  }

  /** The node's value for the parameter; a refused one is reported and marked. */
  public ParameterValue read(
      Parameter parameter, Section section, ConfigNode node, String path, int line) {
    Optional<String> text = section.textOfOneLine(node, path, line);
    if (text.isEmpty()) {
      return new ParameterValue("", "", path, line, section.otherFile());
    }
    String normalised = "";
    try {
      normalised = parameter.normalise(text.get());
    } catch (InvalidValueException e) {
      section.refuse(path, line, e.getMessage());
    }
    return new ParameterValue(text.get(), normalised, path, line, section.otherFile());
  }

  /**
   * Whether some key was probably meant to be this parameter, so that it is not missing as well.
   */
  public boolean wasMistyped(String name) {
    return mistyped.contains(name);
  }
}
