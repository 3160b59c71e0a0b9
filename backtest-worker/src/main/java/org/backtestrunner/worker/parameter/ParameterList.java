package org.backtestrunner.worker.parameter;

import java.util.ArrayList;
import java.util.List;

/** The parameters that runs may have, in the order of the documentation, and the rules for them. */
public final class ParameterList {
  private final List<Parameter> all;
  private final List<Rule> rules;

  public ParameterList(List<Parameter> all, List<Rule> rules) {
    this.all = List.copyOf(all);
    this.rules = List.copyOf(rules);
  }

  public List<Parameter> all() {
    return all;
  }

  /** What must hold between two of them. */
  public List<Rule> rules() {
    return rules;
  }

  /** All names, in the order of the list. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Parameter parameter : all) {
      names.add(parameter.name());
    }
    return names;
  }

  /** Whether there is a parameter of that name. */
  public boolean has(String name) {
    for (Parameter parameter : all) {
      if (parameter.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The parameter of that name.
   *
   * @throws IllegalArgumentException where there is none, with the names that there are
   */
  public Parameter get(String name) {
    for (Parameter parameter : all) {
      if (parameter.name().equals(name)) {
        return parameter;
      }
    }
    throw new IllegalArgumentException(
        "no parameter '" + name + "'; there are " + String.join(", ", names()));
  }
}
