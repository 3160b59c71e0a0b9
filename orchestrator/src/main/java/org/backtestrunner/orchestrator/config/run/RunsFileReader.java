package org.backtestrunner.orchestrator.config.run;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.backtestrunner.orchestrator.config.axis.AxisReader;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Scalar;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Sequence;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Problems;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.parameter.InputPath;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.ParameterReader;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.shared.file.Sha256;

/** Reads a CSV file of runs, one a row. */
final class RunsFileReader {
  private static final String ID = "id";
  private static final String TAGS = "tags";
  private static final int MOST_BYTES = 64 << 20;

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setIgnoreSurroundingSpaces(true).get();

  private final InputPlaces places;
  private final ParameterReader parameters;
  private final Problems problems;

  RunsFileReader(InputPlaces places, ParameterReader parameters, Problems problems) {
    this.places = places;
    this.parameters = parameters;
    this.problems = problems;
  }

  /** The file with its runs. */
  record Read(RunsFile file, List<RunDeclaration> runs) {}

  /** Reads the file that the entry names; absent where that cannot be, which is reported. */
  Optional<Read> read(Section root, Entry entry) {
    Optional<String> text = root.textOfOneLine(entry.value(), root.path(entry.key()), entry.line());
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path file = places.resolve(text.get());
      byte[] bytes = bytes(file, text.get());
      RunsFile read = new RunsFile(text.get(), file, Sha256.of(bytes), bytes.length);
      return Optional.of(new Read(read, new Rows(text.get()).read(bytes)));
    } catch (InvalidValueException e) {
      root.refuse(entry, e.getMessage());
      return Optional.empty();
    }
  }

  private byte[] bytes(Path file, String text) throws InvalidValueException {
    try {
      InputPath.checkReadable(file);
    } catch (InvalidValueException e) {
      throw new InvalidValueException(e.getMessage() + places.advice(text));
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new InvalidValueException("the file is larger than 64 MiB: " + file);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InvalidValueException("file cannot be read: " + file);
    }
  }

  /** The rows of a file. */
  private final class Rows {
    private final String name;
    private final Problems ofFile;
    private final List<RunDeclaration> runs = new ArrayList<>();
    private List<String> header = List.of();
    private boolean hasRows;

    Rows(String name) {
      this.name = name;
      this.ofFile = problems.in(name);
    }

    List<RunDeclaration> read(byte[] bytes) {
      String text;
      try {
        text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        ofFile.add(0, "", "the file is not UTF-8 text");
        return List.of();
      }
      try (CSVParser parser =
          CSVParser.parse(new StringReader(text.replaceFirst("^\uFEFF", "")), FORMAT)) {
        for (CSVRecord row : parser) {
          int breaks = 0;
          for (String cell : row) {
            breaks += (int) cell.chars().filter(c -> c == '\n').count();
          }
          int line = (int) parser.getCurrentLineNumber() - breaks;
          if (header.isEmpty()) {
            if (!readHeader(row, line)) {
              return List.of();
            }
          } else {
            read(row, line);
          }
        }
      } catch (IOException | UncheckedIOException | IllegalStateException e) {
        ofFile.add(0, "", "the file is no CSV: " + e.getMessage());
        return List.of();
      }
      if (!hasRows) {
        ofFile.add(0, "", "no rows");
      }
      return runs;
    }

    private boolean readHeader(CSVRecord row, int line) {
      header = row.toList();
      boolean isGood = true;
      Set<String> names = new HashSet<>();
      for (String column : header) {
        if (!names.add(column)) {
          ofFile.add(line, "", "column " + Problem.quote(column) + " is there twice");
          isGood = false;
        } else if (!column.equals(ID)
            && !column.equals(TAGS)
            && parameters.find(column).isEmpty()) {
          ofFile.add(
              line,
              "",
              "unknown column " + Problem.quote(column) + "; columns are id, tags and parameters");
          isGood = false;
        }
      }
      return isGood;
    }

    private void read(CSVRecord row, int line) {
      hasRows = true;
      if (row.size() != header.size()) {
        ofFile.add(line, "", "has %d cells, the header %d".formatted(row.size(), header.size()));
        return;
      }
      Section cells = new Section(new Mapping(line, cells(row, line)), "", ofFile);
      Map<String, ParameterValue> values = new LinkedHashMap<>();
      StringJoiner parts = new StringJoiner("_");
      for (Entry cell : cells.entries()) {
        parameters
            .find(cell.key())
            .ifPresent(
                parameter -> {
                  ParameterValue value = parameters.read(parameter, cells, cell);
                  values.put(cell.key(), value);
                  parts.add(AxisReader.idPart(cell.key(), value));
                });
      }
      if (cells.find(ID).isEmpty() && values.isEmpty()) {
        ofFile.add(line, "", "has neither an id nor a value of a parameter");
        return;
      }
      String id =
          cells.find(ID).isPresent() ? RunSetKeys.RUN.id(cells).orElse("") : parts.toString();
      runs.add(
          new RunDeclaration(
              RunSetKeys.RUNS_FILE + ":" + line,
              id,
              "",
              line,
              name,
              RunSetKeys.RUN.tags(cells),
              Map.of(),
              values));
    }

    /** An empty cell sets nothing. */
    private List<Entry> cells(CSVRecord row, int line) {
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < header.size(); i++) {
        String text = row.get(i);
        if (!text.isEmpty()) {
          entries.add(
              new Entry(
                  line,
                  header.get(i),
                  header.get(i).equals(TAGS)
                      ? new Sequence(
                          line,
                          List.of(text.split("\\s+")).stream()
                              .map(word -> new Scalar(line, word, false))
                              .map(ConfigNode.class::cast)
                              .toList())
                      : new Scalar(line, text, false)));
        }
      }
      return entries;
    }
  }
}
