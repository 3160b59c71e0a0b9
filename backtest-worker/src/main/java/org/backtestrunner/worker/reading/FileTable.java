package org.backtestrunner.worker.reading;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.format.Format;
import org.backtestrunner.worker.format.Input;
import org.backtestrunner.worker.format.InputKind;
import org.backtestrunner.worker.format.Layout;
import org.backtestrunner.worker.format.Role;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.table.Tables;
import org.backtestrunner.worker.table.cell.Extent;
import org.backtestrunner.worker.table.cell.NumberForm;
import org.backtestrunner.worker.table.cell.SymbolTable;
import org.backtestrunner.worker.table.cell.TableReader;
import org.backtestrunner.worker.table.cell.Timestamps;

/** One file of an input, open, with the meaning of its columns. */
final class FileTable implements AutoCloseable {
  private final Path file;
  private final TableReader table;
  private final String layout;
  private final Columns columns;
  private final Timestamps timestamps;
  private final PriceCells prices;
  private final int timeColumn;
  private final int symbolColumn;

  /** Of all rows, where no column has it. */
  private final Optional<String> symbol;

  private final boolean symbolFromName;
  private int[] own = {};

  private SymbolTable numberedIn = new SymbolTable();
  private int symbolNumber;

  private FileTable(
      Path file,
      TableReader table,
      String layout,
      Columns columns,
      Timestamps timestamps,
      Input input) {
    this.file = file;
    this.table = table;
    this.layout = layout;
    this.columns = columns;
    this.timestamps = timestamps;
    this.timeColumn = columns.of(Role.TIMESTAMP);
    this.symbolColumn = columns.of(Role.SYMBOL);
    this.prices = new PriceCells(table, columns, input.format().scale());
    Optional<String> said = input.format().symbol();
    boolean inColumn = columns.has(Role.SYMBOL);
    this.symbolFromName = !inColumn && (said.isEmpty() || isExpression(said.get()));
    this.symbol =
        inColumn
            ? Optional.empty()
            : Optional.of(
                said.isEmpty()
                    ? DataName.symbol(file)
                    : isExpression(said.get()) ? DataName.symbol(file, said.get()) : said.get());
  }

  private static boolean isExpression(String symbol) {
    return symbol.length() > 1 && symbol.startsWith("/") && symbol.endsWith("/");
  }

  /**
   * Opens a file of an input.
   *
   * @param part the file, and the keys of the directories above it
   * @param inDirectory whether the input is a directory, of which each file may be a symbol's
   */
  static FileTable open(
      InputDirectory.Part part,
      Input input,
      Frequency frequency,
      boolean inDirectory,
      Extent extent) {
    Format format = input.format();
    NumberForm numbers =
        input.kind() == InputKind.WEIGHTS ? format.numbers().withPercent() : format.numbers();
    TableReader raw = Tables.open(part.file(), format.text(), numbers, extent);
    try {
      TableReader table = raw;
      boolean fields =
          format.layout().isPresent()
              ? format.layout().get() == Layout.WIDE_FIELDS
              : raw.headers().size() == 2 && format.text().headerRows().isEmpty();
      boolean wide = format.layout().isPresent() && format.layout().get() == Layout.WIDE;
      Map<String, String> said = format.columns();
      if (fields) {
        table = WideFieldsTable.of(raw, List.copyOf(said.values()));
      } else if (wide) {
        String value = format.factor().orElse(input.kind().cells().header());
        if (format.hasHeader()) {
          WideTable.refuseMissingHeader(raw);
        }
        table = WideTable.of(raw, format.column(Role.TIMESTAMP), value);
        said = Map.of();
      }
      boolean inHive = !part.keys().isEmpty();
      if (inHive) {
        table = KeyedTable.of(table, part.keys());
      }
      boolean nameMayBeSymbol =
          !inHive
              && (input.kind() == InputKind.PRICES
                  || (inDirectory && input.kind() != InputKind.GROUPS));
      Columns columns =
          new RoleFinder(
                  table,
                  input.kind(),
                  said,
                  !format.hasHeader(),
                  nameMayBeSymbol || format.symbol().isPresent())
              .find();
      Timestamps timestamps = new Timestamps(frequency, format.dates());
      if (columns.has(Role.TIMESTAMP)) {
        Optional<String> zone = table.metadataZone(columns.of(Role.TIMESTAMP));
        if (zone.isPresent()) {
          timestamps.metadataZone(zone.get());
        }
      }
      String layout =
          fields || wide ? (raw.header().size() - 1) + " columns beside the times: " : "";
      return new FileTable(part.file(), table, layout, columns, timestamps, input);
    } catch (RuntimeException refused) {
      raw.close();
      throw refused;
    }
  }

  /** Whether a column has the role. */
  boolean has(Role role) {
    return columns.has(role);
  }

  /** The columns without a role. */
  List<String> ownNames() {
    return new ArrayList<>(columns.own().keySet());
  }

  /**
   * Notes which of its own columns are going to be read, before the first row.
   *
   * @throws org.backtestrunner.worker.table.cell.BadDataException where one is missing
   */
  void use(List<String> names) {
    own = new int[names.size()];
    for (int i = 0; i < own.length; i++) {
      Integer column = columns.own().get(names.get(i));
      if (column == null) {
        throw table
            .source()
            .badHeader("there is no column '" + names.get(i) + "'; " + table.shownHeader());
      }
      own[i] = column;
      table.use(column);
    }
  }

  TableReader table() {
    return table;
  }

  Timestamps timestamps() {
    return timestamps;
  }

  Path file() {
    return file;
  }

  int column(Role role) {
    return columns.of(role);
  }

  int own(int number) {
    return own[number];
  }

  PriceCells prices() {
    return prices;
  }

  long barTime() {
    int time = columns.timeOfDay();
    if (time < 0) {
      return table.barTime(timeColumn, timestamps);
    }
    table.requireCell(timeColumn);
    String joined = table.shown(timeColumn) + " " + table.shown(time);
    byte[] text = joined.trim().getBytes(StandardCharsets.UTF_8);
    try {
      return timestamps.ofText(text, 0, text.length);
    } catch (Timestamps.MalformedException malformed) {
      throw table.bad(timeColumn, "'" + joined + "' " + malformed.getMessage());
    }
  }

  int symbol(SymbolTable symbols) {
    if (symbolColumn >= 0) {
      return table.symbol(symbolColumn, symbols);
    }
    if (symbols != numberedIn) {
      symbolNumber = symbols.number(symbol.get());
      numberedIn = symbols;
    }
    return symbolNumber;
  }

  String symbol() {
    return symbol.isPresent() ? symbol.get() : table.requiredText(symbolColumn);
  }

  /** The symbol that the file's name gives; empty where a column or the format has it. */
  Optional<String> symbolFromName() {
    return symbolFromName ? symbol : Optional.empty();
  }

  /** Which column was taken for what; files with the same text are alike. */
  String mapping(InputKind kind) {
    StringBuilder text = new StringBuilder(layout);
    for (Role role : kind.roles()) {
      if (columns.has(role)) {
        text.append(text.length() == layout.length() ? "" : ", ").append(role.header());
        text.append('=').append(table.header().get(columns.of(role)));
        if (role == Role.TIMESTAMP && columns.timeOfDay() >= 0) {
          text.append('+').append(table.header().get(columns.timeOfDay()));
        }
        text.append(role == Role.TIMESTAMP ? ReadAs.SPAN : "");
      }
    }
    for (String name : columns.own().keySet()) {
      text.append(", ").append(name);
    }
    if (symbol.isPresent()) {
      text.append(symbolFromName ? ReadAs.SYMBOL_OF_NAME : ", symbol " + symbol.get());
    }
    return text.toString();
  }

  @Override
  public void close() {
    table.close();
  }
}
