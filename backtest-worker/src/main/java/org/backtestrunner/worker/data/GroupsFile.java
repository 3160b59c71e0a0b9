package org.backtestrunner.worker.data;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.table.Tables;
import org.backtestrunner.worker.table.cell.TableReader;

/** Reads the groups of symbols: CSV {@code symbol,<group>...}. */
public final class GroupsFile {
  private GroupsFile() {}

  /**
   * The group of every symbol that has one.
   *
   * @param column the group to read
   */
  public static Map<String, String> read(Path file, String column) {
    try (TableReader table = Tables.open(file, Frequency.DAILY)) {
      int symbol = table.requiredColumn("symbol");
      int group = table.requiredColumn(column);
      Map<String, String> groups = new HashMap<>();
      Set<String> seen = new HashSet<>();
      while (table.next()) {
        String name = table.requiredText(symbol);
        if (!seen.add(name)) {
          throw table.bad(symbol, "the symbol '" + name + "' is there twice");
        }
        if (!table.isEmpty(group)) {
          groups.put(name, table.text(group));
        }
      }
      if (groups.isEmpty()) {
        throw table.source().badHeader("column '" + column + "' is empty, which counts as absent");
      }
      return groups;
    }
  }
}
