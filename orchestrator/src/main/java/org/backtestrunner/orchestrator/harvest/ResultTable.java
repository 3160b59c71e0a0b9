package org.backtestrunner.orchestrator.harvest;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** One of a worker's CSV files, read row by row; every complaint names file, line and column. */
final class ResultTable implements Closeable {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

  private final Path file;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> header;
  private CSVRecord row;

  private ResultTable(Path file, CSVParser parser) throws InvalidOutputException {
    this.file = file;
    this.parser = parser;
    this.records = parser.iterator();
    if (!hasNext()) {
      throw new InvalidOutputException(file.getFileName() + ": the file is empty");
    }
    this.header = List.of(records.next().values());
  }

  static ResultTable open(Path file) throws IOException, InvalidOutputException {
    CSVParser parser =
        CSVParser.parse(Files.newBufferedReader(file, StandardCharsets.UTF_8), FORMAT);
    try {
      return new ResultTable(file, parser);
    } catch (InvalidOutputException invalid) {
      parser.close();
      throw invalid;
    }
  }

  /** The number of a column that must be there. */
  int column(String name) throws InvalidOutputException {
    int column = header.indexOf(name);
    if (column < 0) {
      throw new InvalidOutputException(file.getFileName() + ": there is no column '" + name + "'");
    }
    return column;
  }

  /** Moves to the next row; false at the end. */
  boolean next() throws InvalidOutputException {
    if (!hasNext()) {
      return false;
    }
    row = records.next();
    if (row.size() != header.size()) {
      throw invalid("has " + row.size() + " cells, but the header has " + header.size());
    }
    return true;
  }

  private boolean hasNext() throws InvalidOutputException {
    try {
      return records.hasNext();
    } catch (UncheckedIOException | IllegalStateException malformed) {
      throw new InvalidOutputException(
          file.getFileName() + ": line " + parser.getCurrentLineNumber() + " is malformed");
    }
  }

  String text(int column) {
    return row.get(column);
  }

  double number(int column) throws InvalidOutputException {
    String text = row.get(column);
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, like the numbers that are not finite.
    }
    throw invalid("column " + header.get(column) + ": '" + text + "' is not a finite number");
  }

  InvalidOutputException invalid(String reason) {
    return new InvalidOutputException(
        file.getFileName() + ": line " + parser.getCurrentLineNumber() + " " + reason);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
