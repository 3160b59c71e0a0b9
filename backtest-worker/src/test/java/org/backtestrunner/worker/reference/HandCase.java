package org.backtestrunner.worker.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A backtest small enough to be calculated by hand, as plain data.
 *
 * @param name what the case shows
 * @param files content by file name
 * @param bundle the factor bundle; {@code bundle.yaml} is written from it
 * @param parameters by underscored name; files by their name in {@code files}
 * @param expectedEquity rows of {@code portfolio_equity} without the header line
 * @param expectedOrders rows of {@code orders} without the header line
 * @param expectedPositions rows of {@code positions}, where the case states them
 */
public record HandCase(
    String name,
    Map<String, String> files,
    Optional<ReferenceBundle> bundle,
    Map<String, String> parameters,
    List<String> expectedEquity,
    List<String> expectedOrders,
    Optional<List<String>> expectedPositions) {

  /**
   * Writes the files of the case into a directory.
   *
   * @return the parameters, with every file as an absolute path
   */
  public Map<String, String> writeTo(Path directory) {
    Map<String, String> written = new LinkedHashMap<>(parameters);
    for (Map.Entry<String, String> file : files.entrySet()) {
      write(directory.resolve(file.getKey()), file.getValue());
    }
    written.replaceAll(
        (name, value) ->
            name.endsWith("_file") ? directory.resolve(value).toAbsolutePath().toString() : value);
    if (bundle.isPresent()) {
      Path file = directory.resolve("bundle.yaml").toAbsolutePath();
      write(file, bundle.get().toYaml());
      written.put("bundle_path", file.toString());
    }
    return written;
  }

  /** The expected rows; without positions where the case does not state them. */
  public ReferenceResult expected() {
    return ReferenceResult.ofCsv(
        expectedEquity, expectedOrders, expectedPositions.orElse(List.of()));
  }

  @Override
  public String toString() {
    return name;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The common frame of the cases: six bars, start capital 10000, no costs. */
  static Builder named(String name) {
    return new Builder(name);
  }

  /** Collects the parts of a case. */
  static final class Builder {
    private final String name;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private Optional<ReferenceBundle> bundle = Optional.empty();
    private List<String> equity = List.of();
    private List<String> orders = List.of();
    private Optional<List<String>> positions = Optional.empty();

    private Builder(String name) {
      this.name = name;
      set("strategy", "target_weights");
      set("start_date", "2024-01-02");
      set("end_date", "2024-01-09");
      set("start_capital", "10000");
    }

    Builder set(String parameter, String value) {
      parameters.put(parameter, value);
      return this;
    }

    Builder file(String parameter, String fileName, String content) {
      files.put(fileName, content);
      return set(parameter, fileName);
    }

    /**
     * Adds a price file from a table with a line per bar and a column per symbol. A cell is {@code
     * -} (no row), {@code close}, or {@code open/close} of which either may be empty.
     */
    Builder prices(String table) {
      List<String> lines = table.lines().toList();
      String[] symbols = lines.get(0).trim().split(" +");
      boolean withOpens = table.contains("/");
      List<String> csv = new ArrayList<>();
      csv.add(withOpens ? "timestamp,symbol,open,close" : "timestamp,symbol,close");
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.trim().split(" +");
        for (int column = 1; column < symbols.length; column++) {
          String cell = cells[column];
          if (!cell.equals("-")) {
            String prices = withOpens && !cell.contains("/") ? "," + cell : cell.replace('/', ',');
            csv.add(cells[0] + "," + symbols[column] + "," + prices);
          }
        }
      }
      return file("price_file", "prices.csv", String.join("\n", csv) + "\n");
    }

    Builder weights(String... rows) {
      String csv = "timestamp,symbol,weight\n" + String.join("\n", rows) + "\n";
      return file("weights_file", "weights.csv", csv);
    }

    Builder bundle(ReferenceBundle given) {
      set("strategy", "multifactor_long_short");
      bundle = Optional.of(given);
      return this;
    }

    Builder equity(String rows) {
      equity = rows.lines().toList();
      return this;
    }

    Builder orders(String rows) {
      orders = rows.lines().toList();
      return this;
    }

    Builder positions(String rows) {
      positions = Optional.of(rows.lines().toList());
      return this;
    }

    HandCase build() {
      return new HandCase(
          name, Map.copyOf(files), bundle, Map.copyOf(parameters), equity, orders, positions);
    }
  }
}
