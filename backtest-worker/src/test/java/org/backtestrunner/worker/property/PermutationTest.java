package org.backtestrunner.worker.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.backtestrunner.worker.ProductionRun;
import org.backtestrunner.worker.reference.CsvTable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file says counts; in which order, and under which names, does not. */
class PermutationTest {
  private static final List<String> TABLES =
      List.of("price_file", "factor_file", "weights_file", "groups_file", "costs_file");

  @TempDir Path directory;

  static List<String> strategies() {
    return RandomRun.strategies();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void rowsAndColumnsInAnyOrderGiveTheSameBytes(String strategy) throws IOException {
    assertSameBytes(strategy, false);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void otherNamesOfSymbolsInTheSameOrderGiveTheSameBytesButForTheNames(String strategy)
      throws IOException {
    assertSameBytes(strategy, true);
  }

  private void assertSameBytes(String strategy, boolean otherNames) throws IOException {
    int traded = 0;
    for (long seed = otherNames ? 1 : 0; seed < RandomRun.panels(strategy); seed += 2) {
      RandomRun run = RandomRun.draw(strategy, seed, directory);
      Random random = new Random(seed * 31 + 11);
      Map<String, String> names = otherNames ? otherNames(run, random) : Map.of();
      Map<String, String> permuted = permuted(run, names, random);
      boolean refused = ProductionRun.run(run.parameters(), run.out("base")).badData().isPresent();
      Path out = run.out("permuted");
      if (refused) {
        assertTrue(ProductionRun.run(permuted, out).badData().isPresent(), run::toString);
        continue;
      }
      ProductionRun.write(permuted, out);
      RunFiles base = RunFiles.read(run.out("base"), run.freq());
      RunFiles other = RunFiles.read(out, run.freq());
      assertEquals(base.equity(), other.equity(), run::toString);
      assertEquals(renamed(base.orders(), names), other.orders(), run::toString);
      assertEquals(renamed(base.positions(), names), other.positions(), run::toString);
      traded += base.orders().size() > 2 ? 1 : 0;
    }
    assertTrue(traded > 0.2 * RandomRun.panels(strategy), traded + " traded");
  }

  /** New names for all symbols of all files; sorted, they stand in the order of the old ones. */
  private static Map<String, String> otherNames(RandomRun run, Random random) throws IOException {
    TreeSet<String> symbols = new TreeSet<>();
    for (String parameter : TABLES) {
      if (run.parameters().containsKey(parameter)) {
        InputTable table = InputTable.read(run.parameters().get(parameter));
        table.rows().forEach(row -> symbols.add(table.cell(row, "symbol")));
      }
    }
    symbols.add("STRANGER");
    List<String> endings = List.of("", ", Inc.", " \"A\"", "é", ".B", "'s", "\ud83d\ude80");
    Map<String, String> names = new TreeMap<>();
    for (String symbol : symbols) {
      String ending = endings.get(random.nextInt(endings.size()));
      names.put(symbol, "%03d%s".formatted(names.size() * 3, ending));
    }
    return names;
  }

  private static Map<String, String> permuted(
      RandomRun run, Map<String, String> names, Random random) throws IOException {
    Map<String, String> others = new LinkedHashMap<>();
    for (String parameter : TABLES) {
      if (run.parameters().containsKey(parameter)) {
        InputTable table =
            InputTable.read(run.parameters().get(parameter))
                .withCells(
                    (column, cell, row) ->
                        column.equals("symbol") ? names.getOrDefault(cell, cell) : cell)
                .shuffled(random);
        others.put(
            parameter, table.write(run.directory().resolve("permuted_" + parameter + ".csv")));
      }
    }
    if (run.parameters().containsKey("symbols_file")) {
      Path file = Path.of(run.parameters().get("symbols_file"));
      List<String> lines = new ArrayList<>();
      for (String line : CsvTable.lines(file)) {
        String symbol = line.split("#", 2)[0].trim();
        lines.add(names.getOrDefault(symbol, line));
      }
      Collections.shuffle(lines, random);
      // A list whose first line has a comma is a table.
      lines.add(0, "# one a line");
      Path permuted = run.directory().resolve("permuted_symbols.txt");
      others.put("symbols_file", Files.write(permuted, lines).toString());
    }
    return run.with(others);
  }

  /** Lines of an output file with the symbols, their second cells, renamed. */
  private static List<String> renamed(List<String> lines, Map<String, String> names) {
    List<String> renamed = new ArrayList<>();
    for (String line : lines) {
      String[] cells = line.split(",", 3);
      if (cells.length == 3 && names.containsKey(cells[1])) {
        cells[1] = InputTable.quoted(names.get(cells[1]));
      }
      renamed.add(String.join(",", cells));
    }
    return renamed;
  }
}
