package org.backtestrunner.orchestrator.config.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Scalar;
import org.backtestrunner.orchestrator.config.document.Problems;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterReader;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;

/** What {@code --set} says of parameters, as if {@code base_args} said so. */
final class Settings {
  private final Map<String, String> texts;
  private final ParameterReader parameters;
  private final Problems problems;

  /**
   * @param texts by key
   */
  Settings(Map<String, String> texts, ParameterReader parameters, Problems problems) {
    this.texts = texts;
    this.parameters = parameters;
    this.problems = problems;
  }

  /**
   * The values of parameters; what is none is reported.
   *
   * @param others keys that are no parameters and may be set too, which others read
   */
  Map<String, ParameterValue> read(List<String> others) {
    Map<String, ParameterValue> values = new LinkedHashMap<>();
    texts.forEach(
        (key, text) -> {
          Section place = place(key, text);
          Optional<Parameter> parameter = parameters.find(key);
          if (parameter.isPresent()) {
            values.put(
                key, parameters.read(parameter.get(), place, new Scalar(0, text, false), "", 0));
          } else if (!others.contains(key)) {
            place.refuse("", 0, parameters.unknown(key));
          }
        });
    return values;
  }

  /** Reports what has no effect, since every run sets the parameter itself. */
  void check(RunSet runs) {
    texts.forEach(
        (key, text) -> {
          if (runs.size() > 0 && runs.settingThemselves(key) == runs.size()) {
            place(key, text).refuse("", 0, "every run sets " + key + " itself");
          }
        });
  }

  private Section place(String key, String text) {
    return new Section(new Mapping(0, List.of()), "", problems.in("--set " + key + "=" + text));
  }
}
