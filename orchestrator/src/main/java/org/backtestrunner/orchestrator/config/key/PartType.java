package org.backtestrunner.orchestrator.config.key;

import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.Section;

/** What has a reader of its own, which starts from the node. */
record PartType(String name, SchemaNode schema) implements ValueType<ConfigNode> {
  @Override
  public Optional<ConfigNode> read(Section section, Entry entry) {
    return Optional.of(entry.value());
  }

  @Override
  public String range() {
    return "";
  }
}
