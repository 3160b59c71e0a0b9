package org.backtestrunner.orchestrator.config.axis;

import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.SchemaNode;

/** What a mapping under a parameter of a grid consists of: a range, or a pattern of files. */
public final class RangeKeys extends KeyGroup {
  private static final SchemaNode NUMBER_OR_DATE = SchemaNode.ofTypes("number", "string");

  private final Key<ConfigNode> from =
      part("from", "number or date", NUMBER_OR_DATE).says("The first value of a range.");

  private final Key<ConfigNode> to =
      part("to", "number or date", NUMBER_OR_DATE)
          .says("The last value of a range, which it must hit exactly.");

  private final Key<ConfigNode> step =
      part("step", "number, or a length of time", NUMBER_OR_DATE)
          .says(
              "From one value of a range to the next: a number; between dates 10d, 2w, 3m or 1y,"
                  + " counted from the first one.");

  private final Key<ConfigNode> times =
      part("times", "number", SchemaNode.ofTypes("number", "string"))
          .says("Instead of `step`: by what each value is multiplied for the next, above 1.");

  private final Key<ConfigNode> glob =
      part("glob", "pattern", SchemaNode.ofTypes("string").with("pattern", "\\S"))
          .says(
              "Instead of a range, for a parameter that takes a file: all files that match, such as"
                  + " `bundles/*.yaml`, sorted. `*`, `?` and `[a-z]` stay within one directory.");

  RangeKeys() {
    super("A range, or files, in place of a list of values");
  }

  public Key<ConfigNode> from() {
    return from;
  }

  public Key<ConfigNode> to() {
    return to;
  }

  public Key<ConfigNode> step() {
    return step;
  }

  public Key<ConfigNode> times() {
    return times;
  }

  public Key<ConfigNode> glob() {
    return glob;
  }

  /** Whether the node has one of these keys with something else than a case. */
  boolean describe(ConfigNode node) {
    return node instanceof Mapping mapping
        && mapping.entries().stream()
            .anyMatch(entry -> names().contains(entry.key()) && !isCase(entry));
  }

  private static boolean isCase(Entry entry) {
    return entry.value() instanceof Mapping;
  }
}
