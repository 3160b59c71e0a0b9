package org.backtestrunner.orchestrator.config.run;

import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.SchemaNode;

/** The keys of a grid that are no parameters. */
public final class GridKeys extends KeyGroup {
  private final Key<ConfigNode> where =
      part(
              "where",
              "condition, or list of them",
              SchemaNode.ofTypes("string", "array")
                  .with("pattern", "\\S")
                  .with("items", SchemaNode.ofTypes("string").with("pattern", "\\S"))
                  .with("minItems", 1))
          .says(
              "Only combinations are run for which it holds, or all of the list do; the language and"
                  + " examples are in docs/sweeps.md.");

  GridKeys() {
    super("Keys of `grid` beside the parameters");
  }

  /** The conditions on which combinations are run. */
  Key<ConfigNode> where() {
    return where;
  }
}
