package org.backtestrunner.worker.reading;

import java.io.Closeable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.worker.format.Input;
import org.backtestrunner.worker.format.Role;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.Extent;
import org.backtestrunner.worker.table.cell.SymbolTable;
import org.backtestrunner.worker.table.cell.TableSource;

/**
 * Reads an input row by row: a file, or the files of a directory one after the other, with the
 * meaning of their columns. Every method throws {@link BadDataException} for what cannot be
 * certain.
 */
public final class InputReader implements Closeable {
  /** A row's origin is the number of its file, and below it these many bits of its number there. */
  private static final int ROW_BITS = 40;

  /** So many files of a directory are looked into where only the ends of an input are read. */
  private static final int FILES_OF_ENDS = 20;

  private final Input input;
  private final Frequency frequency;
  private final Extent extent;
  private final boolean inDirectory;
  private final List<InputDirectory.Part> parts;
  private final List<TableSource> sources = new ArrayList<>();
  private final List<NamedSpan> spans = new ArrayList<>();
  private final ReadAs readAs = new ReadAs();
  private final String ignored;
  private boolean shifted;
  private List<String> used = List.of();
  private FileTable file;

  /** The dates of one file's symbol, which the file's name gives. */
  record NamedSpan(Path file, String symbol, long first, long last) {}

  private InputReader(
      Input input,
      Frequency frequency,
      Extent extent,
      boolean inDirectory,
      List<InputDirectory.Part> parts,
      String ignored) {
    this.input = input;
    this.frequency = frequency;
    this.extent = extent;
    this.inDirectory = inDirectory;
    this.parts = parts;
    this.ignored = ignored;
    this.file = open(0);
  }

  /** Opens an input. */
  public static InputReader open(Input input, Frequency frequency) {
    return open(input, frequency, Extent.WHOLE);
  }

  /** Opens an input of which all rows are read, or those at the ends of its files. */
  public static InputReader open(Input input, Frequency frequency, Extent extent) {
    Path path = input.path();
    if (!Files.isDirectory(path)) {
      List<InputDirectory.Part> only = List.of(new InputDirectory.Part(path, List.of()));
      return new InputReader(input, frequency, extent, false, only, "");
    }
    InputDirectory files = InputDirectory.of(path);
    if (files.parts().isEmpty()) {
      throw new BadDataException(
          path,
          "the directory holds no file named .csv, .txt, .tsv, .parquet or .pq, plain or"
              + " compressed"
              + (files.others().isEmpty() ? "" : ", only " + files.shownOthers()));
    }
    String ignored =
        files.others().isEmpty()
            ? ""
            : path
                + ": "
                + files.others().size()
                + (files.others().size() == 1 ? " file is" : " files are")
                + " not read, by the name: "
                + files.shownOthers();
    List<InputDirectory.Part> all = files.parts();
    boolean some = extent == Extent.ENDS && all.size() > FILES_OF_ENDS;
    InputReader reader =
        new InputReader(
            input, frequency, extent, true, some ? all.subList(0, FILES_OF_ENDS) : all, ignored);
    if (some) {
      reader.readAs.readFirstOf(all.size());
    }
    return reader;
  }

  private FileTable open(int number) {
    FileTable opened = FileTable.open(parts.get(number), input, frequency, inDirectory, extent);
    sources.add(opened.table().source());
    return opened;
  }

  /** The names of the columns that have no role: factors, groups. */
  public List<String> ownNames() {
    return file.ownNames();
  }

  /** Whether the current file has a column of the role. */
  public boolean has(Role role) {
    return file.has(role);
  }

  /** Notes which of the columns without a role are going to be read, before the first row. */
  public void use(List<String> names) {
    used = List.copyOf(names);
    file.use(used);
  }

  /** Moves to the next row; false at the end of the last file. */
  public boolean next() {
    while (!file.table().next()) {
      endFile();
      if (sources.size() == parts.size()) {
        if (!readAs.isPartial()) {
          refuseByAllDates();
        }
        return false;
      }
      file.close();
      file = open(sources.size());
      file.use(used);
    }
    return true;
  }

  private void refuseByAllDates() {
    if (!spans.isEmpty()) {
      DataName.refusePieces(spans);
    }
    shifted |= readAs.dates().isShifted() && frequency == Frequency.DAILY;
    refuseShifted(input.path());
  }

  private void endFile() {
    readAs.add(file, file.mapping(input.kind()));
    if (!file.table().isPartial()) {
      shifted |= frequency == Frequency.DAILY && file.timestamps().dates().isShifted();
      refuseShifted(file.file());
    }
    Optional<String> symbol = file.symbolFromName();
    if (symbol.isPresent() && inDirectory && !file.timestamps().dates().isEmpty()) {
      spans.add(
          new NamedSpan(
              file.file(),
              symbol.get(),
              file.timestamps().dates().first(),
              file.timestamps().dates().last()));
    }
  }

  private void refuseShifted(Path path) {
    if (shifted && !file.timestamps().hasZone()) {
      throw new BadDataException(
          path,
          "the dates seem to be a day off: there are weekends, and no Friday or no Monday, as if"
              + " days of one zone were dated in another; say time_zone: \"Asia/Tokyo\", or where"
              + " else these days are, in a format file ("
              + input.kind().formatParameter()
              + ")");
    }
  }

  public long barTime() {
    return file.barTime();
  }

  /** The symbol's number in a table of symbols, which takes up new ones. */
  public int symbol(SymbolTable symbols) {
    return file.symbol(symbols);
  }

  public String symbol() {
    return file.symbol();
  }

  /**
   * Reads open, high, low, close and volume; NaN stands for an empty cell. An open, high or low may
   * be 0 or below it, which no price is: it counts as empty.
   *
   * @param row takes the five
   */
  public void readPrices(double[] row) {
    file.prices().read(row);
  }

  /** The number of a role's column, NaN where the cell is empty. */
  public double number(Role role) {
    return file.table().number(file.column(role));
  }

  /** The number in a column that was noted by its place in the list of {@link #use}. */
  public double number(int own) {
    return file.table().number(file.own(own));
  }

  /** The text in such a column. */
  public String text(int own) {
    return file.table().text(file.own(own));
  }

  /** Whether such a column holds no text. */
  public boolean isEmpty(int own) {
    return file.table().isEmpty(file.own(own));
  }

  /** Whether such a column holds no number. */
  public boolean isMissing(int own) {
    return file.table().isMissing(file.own(own));
  }

  /** Where the current row stands, as a number; later rows have greater ones. */
  public long origin() {
    return ((long) (sources.size() - 1) << ROW_BITS) + file.table().row();
  }

  /** A place as complaints name it. */
  public String place(long origin) {
    return sources.get((int) (origin >>> ROW_BITS)).place(origin & ((1L << ROW_BITS) - 1));
  }

  /** A complaint about the current row. */
  public BadDataException bad(String reason) {
    return file.table().bad(reason);
  }

  /** A complaint about a cell of the current row, which is not shown. */
  public BadDataException bad(Role role, String reason) {
    return file.column(role) < 0 ? bad(reason) : file.table().bad(file.column(role), reason);
  }

  /** A complaint about a cell of the current row that begins with the cell. */
  public BadDataException badCell(Role role, String reason) {
    int column = file.column(role);
    return column < 0 ? bad(reason) : bad(role, file.table().quoted(column) + " " + reason);
  }

  /** A complaint about the names of the columns. */
  public BadDataException badHeader(String reason) {
    return file.table().source().badHeader(reason);
  }

  /** Says how the input was read, once all rows are, in a sentence that begins with read_as. */
  public String readAs() {
    return readAs.sentence(input.path());
  }

  /** Whether there are files that are not read, because only the ends of the input are. */
  public boolean leavesOutFiles() {
    return readAs.leavesOutFiles();
  }

  /** What is odd about the input but allowed, once all rows are read. */
  public List<Oddity> oddities() {
    List<Oddity> oddities = new ArrayList<>();
    if (!ignored.isEmpty()) {
      oddities.add(new Oddity("files_ignored", ignored));
    }
    if (shifted) {
      oddities.add(
          new Oddity(
              "shifted",
              input.path()
                  + ": there are weekends, and no Friday or no Monday; that is right for exchanges"
                  + " from Riyadh to Cairo only"));
    }
    return oddities;
  }

  @Override
  public void close() {
    file.close();
  }
}
