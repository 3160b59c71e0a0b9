package org.backtestrunner.orchestrator.harvest.output;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.backtestrunner.shared.text.SpreadsheetText;

/**
 * How much of a book one symbol was: its absolute weight over the sum of all of them, on average
 * over the timestamps of the positions file.
 */
public record NameShare(String symbol, double share) {

  /**
   * That of the symbol with the largest share, of equal ones the first by name.
   *
   * @param csvSafe whether the file is one in which a spreadsheet finds no formula
   * @return empty without such a file, or without a position in it
   * @throws IOException where the file cannot be read
   */
  public static Optional<NameShare> largest(Path positionsFile, boolean csvSafe)
      throws IOException {
    try (ResultTable table = ResultTable.open(positionsFile, ResultTable.MOST_BYTES)) {
      int timestamp = table.find("timestamp");
      int symbol = table.find("symbol");
      int weight = table.find("weight");
      if (timestamp < 0 || symbol < 0 || weight < 0) {
        return Optional.empty();
      }
      Books books = new Books();
      byte[] current = {};
      boolean begun = false;
      while (table.next()) {
        if (!begun || !table.isSame(timestamp, current)) {
          books.close();
          current = table.bytes(timestamp);
          begun = true;
        }
        String name = table.text(symbol);
        books.add(csvSafe ? SpreadsheetText.name(name) : name, Math.abs(table.number(weight)));
      }
      books.close();
      return books.largest();
    } catch (NoSuchFileException notLeft) {
      return Optional.empty();
    } catch (InvalidOutputException invalid) {
      throw new IOException(invalid.getMessage(), invalid);
    }
  }

  /** The books of all timestamps, one after the other. */
  private static final class Books {
    private final Map<String, Double> shares = new TreeMap<>();
    private final List<String> symbols = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    private int count;

    void add(String symbol, double weight) {
      symbols.add(symbol);
      weights.add(weight);
    }

    void close() {
      double all = 0;
      for (double weight : weights) {
        all += weight;
      }
      if (all > 0) {
        count++;
        for (int i = 0; i < symbols.size(); i++) {
          shares.merge(symbols.get(i), weights.get(i) / all, Double::sum);
        }
      }
      symbols.clear();
      weights.clear();
    }

    Optional<NameShare> largest() {
      Optional<NameShare> largest = Optional.empty();
      for (Map.Entry<String, Double> each : shares.entrySet()) {
        double share = each.getValue() / count;
        if (largest.isEmpty() || share > largest.get().share()) {
          largest = Optional.of(new NameShare(each.getKey(), share));
        }
      }
      return largest;
    }
  }
}
