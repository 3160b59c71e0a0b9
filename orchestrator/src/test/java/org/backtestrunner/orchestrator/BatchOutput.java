package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A batch's directory as its readers see it. */
record BatchOutput(Path directory) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The rows of batch_summary.csv, each by column name. */
  List<Map<String, String>> rows() {
    return table().map(CSVRecord::toMap).toList();
  }

  /** The columns of batch_summary.csv. */
  List<String> columns() {
    return table().findFirst().orElseThrow().getParser().getHeaderNames();
  }

  private Stream<CSVRecord> table() {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().get();
    try (CSVParser parser =
        CSVParser.parse(directory.resolve("batch_summary.csv"), StandardCharsets.UTF_8, format)) {
      return parser.getRecords().stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Map<String, String> row(String runId) {
    return rows().stream().filter(row -> row.get("run_id").equals(runId)).findFirst().orElseThrow();
  }

  /** One column of the summary, from top to bottom. */
  List<String> column(String name) {
    return rows().stream().map(row -> row.get(name)).toList();
  }

  void assertRow(String runId, String status, String cause, String exitCode) {
    Map<String, String> row = row(runId);
    assertEquals(
        List.of(status, cause, exitCode),
        List.of(row.get("status"), row.get("cause"), row.get("exit_code")),
        row::toString);
  }

  JsonNode manifest() {
    return json(directory.resolve("batch_manifest.json"));
  }

  String state() {
    return manifest().get("state").asText();
  }

  JsonNode summary() {
    return json(directory.resolve("batch_summary.json"));
  }

  /** The directory of a run. */
  Path run(int index, String id) {
    return directory.resolve("runs").resolve("%04d_%s".formatted(index, id));
  }

  JsonNode runManifest(int index, String id) {
    return json(run(index, id).resolve("run_manifest.json"));
  }

  static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /**
   * Whether a run of {@link UnrulyWorker} that waits has come that far.
   *
   * @param id of a run named {@code gate} or {@code deaf}
   */
  boolean hasStarted(int index, String id) {
    Path file = run(index, id).resolve("started");
    return Files.exists(file) && text(file).endsWith("\n");
  }

  /** The process id of a run that {@link #hasStarted}. */
  long pid(int index, String id) {
    return Long.parseLong(text(run(index, id).resolve("started")).strip());
  }

  /** Lets a run of {@link UnrulyWorker} that waits go on. */
  void letGo(int index, String id) {
    try {
      Files.createFile(run(index, id).resolve("go"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Every file and directory below a directory with size, time and content. */
  static SortedMap<String, String> listing(Path directory) {
    SortedMap<String, String> listing = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.toList()) {
        BasicFileAttributes attributes =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String content = attributes.isRegularFile() ? " " + contentHash(path) : "";
        listing.put(
            directory.relativize(path).toString(),
            attributes.fileKey() + " " + attributes.lastModifiedTime() + content);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return listing;
  }

  /** The relative paths of all files below a directory with their content, as hexadecimal text. */
  static SortedMap<String, String> contents(Path directory) {
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        contents.put(directory.relativize(path).toString(), contentHash(path));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return contents;
  }

  /** The SHA-256 of a file, 64 hexadecimal digits. */
  static String contentHash(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
