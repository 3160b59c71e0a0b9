package org.backtestrunner.orchestrator.health;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.backtestrunner.orchestrator.file.RegularFile;
import org.backtestrunner.orchestrator.health.FoundBatch.Readable;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/** The batches below a directory, a line each, in the order of their starts. */
public final class BatchListing {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final CSVFormat SUMMARY =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private static final long MOST_BYTES = 1L << 30;

  private static final List<String> HEADINGS =
      List.of("batch", "started", "state", "runs", "size", "best");

  private BatchListing() {}

  /**
   * A heading and the batches; empty if there is none.
   *
   * @throws IOException if a directory exists and cannot be read
   */
  public static List<String> lines(Path root) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (FoundBatch batch : LatestBatch.allBelow(root)) {
      rows.add(row(batch));
    }
    if (rows.isEmpty()) {
      return List.of();
    }
    rows.add(0, HEADINGS);
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int place = column;
        int width = rows.stream().mapToInt(each -> each.get(place).length()).max().orElseThrow();
        line.append(String.format(Locale.ROOT, "%-" + (width + 2) + "s", row.get(column)));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static List<String> row(FoundBatch batch) throws IOException {
    Optional<Readable> manifest =
        batch instanceof Readable readable ? Optional.of(readable) : Optional.empty();
    return List.of(
        batch.directory().getFileName().toString(),
        TIME.format(batch.startedAt()),
        manifest.map(each -> each.manifest().state().label()).orElse("no manifest"),
        manifest
            .map(Readable::manifest)
            .map(each -> each.count(Status.SUCCESS) + "/" + each.totalRuns())
            .orElse("-"),
        megabytes(size(batch.directory())),
        best(BatchDirectory.at(batch.directory()).summaryCsv()).orElse("-"));
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /** Of all files; a batch under way may delete some meanwhile. */
  private static long size(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.mapToLong(BatchListing::bytes).sum();
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private static long bytes(Path path) {
    try {
      return Files.isRegularFile(path) ? Files.size(path) : 0;
    } catch (IOException goneMeanwhile) {
      return 0;
    }
  }

  /** The largest Sharpe ratio and whose it is; empty where no summary tells. */
  private static Optional<String> best(Path summary) {
    Optional<String> best = Optional.empty();
    double largest = Double.NEGATIVE_INFINITY;
    try (InputStream bytes = RegularFile.open(summary, MOST_BYTES);
        Reader reader = new InputStreamReader(bytes, StandardCharsets.UTF_8);
        CSVParser rows = SUMMARY.parse(reader)) {
      for (CSVRecord row : rows) {
        String sharpe = row.get("sharpe");
        if (!sharpe.isEmpty() && Double.parseDouble(sharpe) > largest) {
          largest = Double.parseDouble(sharpe);
          best = Optional.of("sharpe " + sharpe + " " + row.get("run_id"));
        }
      }
    } catch (IOException | IllegalArgumentException | UncheckedIOException notThereOrNotOurs) {
      return Optional.empty();
    }
    return best;
  }
}
