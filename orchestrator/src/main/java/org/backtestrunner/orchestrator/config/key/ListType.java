package org.backtestrunner.orchestrator.config.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.Section;

/** Lists; a key without a value counts as an empty one. An item that is refused is left out. */
record ListType<T>(String name, ScalarType<T> item) implements ValueType<List<T>> {
  @Override
  public Optional<List<T>> read(Section section, Entry entry) {
    List<T> values = new ArrayList<>();
    List<ConfigNode> items = section.list(entry.key());
    for (int i = 0; i < items.size(); i++) {
      String path = section.path(entry.key()) + "[" + i + "]";
      item.read(section, items.get(i), path, items.get(i).line()).ifPresent(values::add);
    }
    return Optional.of(values);
  }

  @Override
  public String range() {
    return item.range();
  }

  @Override
  public SchemaNode schema() {
    return SchemaNode.ofTypes("array", "null").with("items", item.schema());
  }

  @Override
  public Object written(List<T> value) {
    return value.stream().map(item::written).toList();
  }
}
