package org.backtestrunner.worker.data;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backtestrunner.worker.format.Input;
import org.backtestrunner.worker.format.Role;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.reading.InputReader;
import org.backtestrunner.worker.table.cell.BadDataException;

/** Reads the groups of symbols: {@code symbol,<group>...}. */
public final class GroupsFile {
  private GroupsFile() {}

  /** A complaint about a bundle that needs groups where there are none. */
  public static BadDataException missing(Path bundle, String column) {
    return new BadDataException(
        bundle,
        "options.neutralize_by is '" + column + "', which needs a groups_file with that column");
  }

  /**
   * The group of every symbol that has one.
   *
   * @param column the group to read
   * @param warnings takes what is odd but allowed
   */
  public static Map<String, String> read(Input input, String column, Warnings warnings) {
    try (InputReader reader = InputReader.open(input, Frequency.DAILY)) {
      reader.use(List.of(column));
      Map<String, String> groups = new HashMap<>();
      Set<String> seen = new HashSet<>();
      while (reader.next()) {
        String name = reader.symbol();
        if (!seen.add(name)) {
          throw reader.bad(Role.SYMBOL, "the symbol '" + name + "' is there twice");
        }
        if (!reader.isEmpty(0)) {
          groups.put(name, reader.text(0));
        }
      }
      warnings.report(reader);
      if (groups.isEmpty()) {
        throw reader.badHeader("column '" + column + "' is empty, which counts as absent");
      }
      return groups;
    }
  }
}
