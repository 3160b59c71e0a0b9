package org.backtestrunner.orchestrator.report.walkforward;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.backtestrunner.orchestrator.file.RegularFile;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/**
 * A walk-forward as its files tell it.
 *
 * @param cells of its row, by column, in their order
 * @param folds their rows, in order, the next choice last
 * @param days of its curve, counted from 1970-01-01, each once; none where it has no curve
 * @param equity at the end of each of these days
 */
public record WrittenWalkForward(
    Map<String, String> cells, List<Map<String, String>> folds, int[] days, double[] equity) {
  private static final long MOST_BYTES = 1L << 30;
  private static final String ID = "walk_forward";
  private static final int DATE_LENGTH = 10;
  private static final CSVFormat FORMAT =
      WalkForwardFiles.FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();

  public WrittenWalkForward {
    cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    folds = List.copyOf(folds);
  }

  public String id() {
    return cells.getOrDefault(ID, "");
  }

  /**
   * All of a batch, in their order; none where it has none.
   *
   * @throws IOException where a file cannot be read
   */
  public static List<WrittenWalkForward> readAll(BatchDirectory directory) throws IOException {
    if (!Files.exists(directory.walkForwardCsv(), LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    List<Map<String, String>> folds = rows(directory.walkForwardFoldsCsv());
    List<WrittenWalkForward> all = new ArrayList<>();
    for (Map<String, String> cells : rows(directory.walkForwardCsv())) {
      String id = cells.getOrDefault(ID, "");
      List<Map<String, String>> own =
          folds.stream().filter(fold -> id.equals(fold.get(ID))).toList();
      all.add(with(cells, own, directory.walkForwards().resolve(id)));
    }
    return all;
  }

  private static List<Map<String, String>> rows(Path file) throws IOException {
    try (CSVParser csv = open(file)) {
      List<Map<String, String>> rows = new ArrayList<>();
      for (CSVRecord row : csv) {
        Map<String, String> cells = new LinkedHashMap<>();
        csv.getHeaderNames().forEach(name -> cells.put(name, row.get(name)));
        rows.add(cells);
      }
      return rows;
    } catch (IllegalArgumentException | IllegalStateException malformed) {
      throw new IOException(file + ": " + malformed.getMessage(), malformed);
    }
  }

  private static CSVParser open(Path file) throws IOException {
    Reader reader =
        new InputStreamReader(RegularFile.open(file, MOST_BYTES), StandardCharsets.UTF_8);
    return CSVParser.parse(reader, FORMAT);
  }

  private static WrittenWalkForward with(
      Map<String, String> cells, List<Map<String, String>> folds, Path directory)
      throws IOException {
    int[] days = {};
    double[] equity = {};
    for (Path file : files(directory)) {
      try (CSVParser csv = open(file)) {
        int count = 0;
        for (CSVRecord row : csv) {
          String timestamp = row.get("timestamp");
          int day = (int) LocalDate.parse(timestamp.substring(0, DATE_LENGTH)).toEpochDay();
          if (count == 0 || days[count - 1] != day) {
            if (count == days.length) {
              days = Arrays.copyOf(days, count * 2 + 1024);
              equity = Arrays.copyOf(equity, days.length);
            }
            days[count++] = day;
          }
          equity[count - 1] = Double.parseDouble(row.get("equity"));
        }
        days = Arrays.copyOf(days, count);
        equity = Arrays.copyOf(equity, count);
      } catch (IllegalArgumentException
          | IllegalStateException
          | IndexOutOfBoundsException
          | DateTimeException malformed) {
        throw new IOException(file + ": " + malformed.getMessage(), malformed);
      }
    }
    return new WrittenWalkForward(cells, folds, days, equity);
  }

  /** The one curve, whatever its bars; none where there is no directory. */
  private static List<Path> files(Path directory) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("portfolio_equity_"))
          .filter(file -> file.getFileName().toString().endsWith(".csv"))
          .limit(1)
          .toList();
    }
  }
}
