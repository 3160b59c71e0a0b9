package org.backtestrunner.shared.warning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WarningKindTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

  /** A kind whose seriousness depends stands once, where its row says on what. */
  private static final List<WarningKind> DEPENDS = List.of(WarningKind.SKIPPED_REBALANCE);

  @Test
  void thePageOfResultsHasARowForEveryKindInTheTableOfItsSeriousness() throws IOException {
    String page = Files.readString(Path.of("../docs/results.md"));
    String[] tables = page.substring(page.indexOf("## Warnings")).split("\nNotes: ");
    assertEquals(2, tables.length);
    TreeMap<String, Boolean> described = new TreeMap<>();
    for (int table = 0; table < tables.length; table++) {
      for (MatchResult row : ROW.matcher(tables[table]).results().toList()) {
        assertEquals(
            Optional.empty(), Optional.ofNullable(described.put(row.group(1), table == 0)));
      }
    }
    TreeMap<String, Boolean> kinds = new TreeMap<>();
    for (WarningKind kind : WarningKind.values()) {
      kinds.put(kind.label(), kind.isSerious() || DEPENDS.contains(kind));
    }
    assertEquals(kinds, described);
  }

  @Test
  void aKindIsFoundByItsLabel() {
    assertEquals(
        List.of(WarningKind.values()),
        Arrays.stream(WarningKind.values())
            .map(kind -> WarningKind.find(kind.label()).orElseThrow())
            .toList());
    assertEquals(Optional.empty(), WarningKind.find("NO_ORDERS"));
  }
}
