package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What a batch's directory holds at a moment that nobody has chosen.
 *
 * @param byId the contents of the result files of every run that has ended well, by its id
 * @param startedAt when each of these runs was started, by its id
 */
record WholeResults(Map<String, Map<String, String>> byId, Map<String, String> startedAt) {
  /** What differs between two executions of the same batch. */
  private static final Set<String> OF_THE_MOMENT =
      Set.of("runtime_sec", "cpu_sec", "peak_rss_mb", "attempts");

  /** Reads what has ended; checks that everything that is there is whole. */
  static WholeResults of(BatchOutput output) {
    Map<String, Map<String, String>> byId = new TreeMap<>();
    Map<String, String> startedAt = new TreeMap<>();
    for (Path file : files(output.directory())) {
      String name = file.getFileName().toString();
      if (name.endsWith(".json")) {
        JsonNode json = BatchOutput.json(file);
        assertTrue(json.has("schema_version"), () -> "half written: " + file);
        if (name.equals("run_manifest.json")
            && json.path("status").asText().equals("success")
            && !file.toString().contains("/.superseded/")) {
          byId.put(json.get("run_id").asText(), results(file.getParent(), json));
          startedAt.put(json.get("run_id").asText(), json.get("started_at").asText());
        }
      } else if (name.endsWith(".csv") && !isUnderWay(file)) {
        assertWholeTable(file);
      }
    }
    return new WholeResults(byId, startedAt);
  }

  private static List<Path> files(Path directory) {
    if (!Files.exists(directory)) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(directory, new RegularFiles(files));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return files;
  }

  /** Collects regular files; one that a running batch renames meanwhile is none. */
  private static final class RegularFiles extends SimpleFileVisitor<Path> {
    private final List<Path> files;

    RegularFiles(List<Path> files) {
      this.files = files;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        files.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }

  /** Whether a worker has it in hand, which writes as it likes. */
  private static boolean isUnderWay(Path file) {
    return file.getParent().getParent().getFileName().toString().startsWith("attempt-")
        || !Files.exists(file.getParent().resolveSibling("run_manifest.json"))
            && file.getParent().getFileName().toString().equals("backtest");
  }

  private static Map<String, String> results(Path run, JsonNode manifest) {
    Map<String, String> contents = BatchOutput.contents(run.resolve("backtest"));
    for (JsonNode artifact : manifest.get("artifacts")) {
      assertEquals(
          artifact.get("sha256").asText(),
          contents.get(artifact.get("path").asText().replace("backtest/", "")),
          () -> "not as its manifest says: " + run + " " + artifact);
    }
    return contents;
  }

  private static void assertWholeTable(Path file) {
    String text = BatchOutput.text(file);
    assertTrue(text.endsWith("\n"), () -> "half written: " + file);
    try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
      List<CSVRecord> rows = parser.getRecords();
      rows.forEach(row -> assertEquals(rows.get(0).size(), row.size(), file::toString));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Checks that nothing of what had ended before is lost, other than it was, or made again. */
  void assertHolds(WholeResults earlier, String when) {
    earlier.byId.forEach((id, results) -> assertEquals(results, byId.get(id), id + " " + when));
    earlier.startedAt.forEach((id, at) -> assertEquals(at, startedAt.get(id), id + " " + when));
  }

  /** The rows of the summary, without what differs between two executions of the same batch. */
  static List<Map<String, String>> summary(BatchOutput output) {
    List<Map<String, String>> rows = output.rows();
    rows.forEach(row -> row.keySet().removeAll(OF_THE_MOMENT));
    return rows;
  }

  /** The same of batch_summary.json. */
  static JsonNode summaryJson(BatchOutput output) {
    JsonNode summary = output.summary();
    summary.get("runs").forEach(run -> ((ObjectNode) run).remove(OF_THE_MOMENT));
    return summary;
  }
}
