package org.backtestrunner.worker.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.backtestrunner.worker.reference.ReferenceResult.EquityRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookAheadTest {
  private static final int PANELS = 30;
  private static final Set<String> CHANGED_COLUMNS =
      Set.of("open", "high", "low", "close", "volume", "f_alpha", "f_beta");

  @TempDir Path directory;

  @Test
  void changingValuesAfterABarChangesNothingUpToThatBar() throws IOException {
    int changed = 0;
    for (long seed = 1000; seed < 1000 + PANELS; seed++) {
      Path folder = Files.createDirectories(directory.resolve("panel" + seed));
      RandomPanel panel = RandomPanel.write(new Random(seed), folder);
      ReferenceResult before = ReferenceBacktest.run(panel.parameters(), panel.bundle());
      if (before.badData().isEmpty()) {
        List<EquityRow> rows = before.equity();
        String last = rows.get(rows.size() / 2).timestamp();
        Map<String, String> altered = new LinkedHashMap<>(panel.parameters());
        for (String parameter : List.of("price_file", "factor_file")) {
          altered.computeIfPresent(parameter, (name, file) -> alter(file, panel, last, folder));
        }
        ReferenceResult after = ReferenceBacktest.run(altered, panel.bundle());
        assertEquals(upTo(last, before), upTo(last, after), "panel " + seed);
        changed += before.equity().equals(after.equity()) ? 0 : 1;
      }
    }
    assertTrue(changed > PANELS / 4, "only " + changed + " results changed at all");
  }

  private static List<Object> upTo(String last, ReferenceResult result) {
    List<Object> rows = new ArrayList<>();
    result.equity().stream().filter(row -> row.timestamp().compareTo(last) <= 0).forEach(rows::add);
    result.orders().stream().filter(row -> row.timestamp().compareTo(last) <= 0).forEach(rows::add);
    result.positions().stream()
        .filter(row -> row.timestamp().compareTo(last) <= 0)
        .forEach(rows::add);
    return rows;
  }

  /** Prices of one row stay between its low and its high: a row that cannot be is refused. */
  private static double factor(String column, Random ofRow, Random ofCell) {
    double other = 0.7 + ofRow.nextDouble();
    return switch (column) {
      case "open", "close" -> other;
      case "high" -> other * (1 + 0.2 * ofCell.nextDouble());
      case "low" -> other * (1 - 0.2 * ofCell.nextDouble());
      default -> 0.7 + ofCell.nextDouble();
    };
  }

  /** Writes a copy of a file with other numbers in every row after a bar. */
  private static String alter(String file, RandomPanel panel, String last, Path folder) {
    BarTime barTime = BarTime.ofFreq(panel.parameters().getOrDefault("freq", "1d"));
    CsvTable table = CsvTable.read(file);
    Random random = new Random(7);
    List<String> lines = new ArrayList<>(List.of(String.join(",", table.header())));
    for (List<String> row : table.rows()) {
      List<String> cells = new ArrayList<>(row);
      String timestamp = row.get(table.header().indexOf("timestamp"));
      if (barTime.text(barTime.parse(timestamp)).compareTo(last) > 0) {
        for (int column = 0; column < cells.size(); column++) {
          String cell = cells.get(column);
          if (CHANGED_COLUMNS.contains(table.header().get(column)) && !cell.isEmpty()) {
            String name = table.header().get(column);
            double factor = factor(name, new Random(row.hashCode()), random);
            cells.set(column, Dice.text(Double.parseDouble(cell) * factor, -1));
          }
        }
      }
      lines.add(String.join(",", cells));
    }
    try {
      String name = Path.of(file).getFileName().toString().replace(".gz", "");
      Path altered = folder.resolve("altered_" + name);
      return Files.write(altered, lines).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
