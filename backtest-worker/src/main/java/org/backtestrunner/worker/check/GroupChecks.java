package org.backtestrunner.worker.check;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.panel.Lookalikes;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.table.cell.BadDataException;

/** Whether a groups file speaks of the symbols of a run. */
public final class GroupChecks {
  private GroupChecks() {}

  /**
   * Makes the check.
   *
   * @param column the name of the group
   * @param groups by symbol
   * @throws BadDataException where no symbol of the universe has one
   */
  public static void run(
      Path groupsFile, String column, Map<String, String> groups, Panel panel, Warnings warnings) {
    MissingSymbols missing = new MissingSymbols(panel);
    Optional<Lookalikes> lookalikes = Optional.empty();
    for (int s : missing.observed()) {
      String symbol = panel.universe().symbol(s);
      if (!groups.containsKey(symbol)) {
        if (lookalikes.isEmpty()) {
          lookalikes = Optional.of(Lookalikes.of(new TreeSet<>(groups.keySet())));
        }
        Optional<String> listed = lookalikes.get().find(symbol);
        boolean isMisspelt = listed.isPresent() && !panel.isInPriceFile(listed.get());
        missing.add(
            symbol,
            isMisspelt ? Optional.of(Lookalikes.words(listed.get(), symbol)) : Optional.empty());
      }
    }
    String what = "group '" + column + "'";
    if (missing.areAll()) {
      throw new BadDataException(groupsFile, missing.none(what));
    }
    missing.warn(WarningKind.GROUPS_MISSING, what, "groups_file", warnings);
  }
}
