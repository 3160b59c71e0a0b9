package org.backtestrunner.orchestrator.lookahead;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A copy of a table in which the numbers of every row after a date are others: the same rows,
 * columns, dates and symbols. Prices of one row are multiplied by one random factor, so that a bar
 * stays a possible one; other numbers by one each.
 */
final class ChangedTable {
  private static final Set<String> TIMES =
      Set.of("timestamp", "date", "datetime", "time", "day", "trade_date", "ts_event");
  private static final Set<String> NAMES =
      Set.of("symbol", "ticker", "code", "ts_code", "instrument", "asset", "permno", "sid", "id");
  private static final Set<String> PRICES = Set.of("close", "adj close", "adj_close", "price");
  private static final Pattern DATE = Pattern.compile("\"?(\\d{4})[-/]?(\\d{2})[-/]?(\\d{2}).*");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final double LARGEST_LOG_FACTOR = 0.7;

  private final Path file;
  private final String cut;
  private final Random random;
  private boolean changed;

  private ChangedTable(Path file, String cut, Random random) {
    this.file = file;
    this.cut = cut;
    this.random = random;
  }

  /**
   * Writes the copy of a file, or of a directory of files.
   *
   * @param cut the last date of which nothing is changed, as {@code 2020-01-31}
   * @param directory takes it, with the same name
   */
  static Path write(Path input, String cut, Random random, Path directory)
      throws IOException, UncheckableException {
    Path copy = directory.resolve(input.getFileName());
    if (!Files.isDirectory(input)) {
      boolean changed = write(input, cut, random, copy, true);
      requireChange(changed, input, cut);
      return copy;
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(input)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    boolean changed = false;
    for (Path each : files) {
      Path target = copy.resolve(input.relativize(each));
      Files.createDirectories(target.getParent());
      changed |= write(each, cut, random, target, false);
    }
    requireChange(changed, input, cut);
    return copy;
  }

  private static void requireChange(boolean changed, Path input, String cut)
      throws UncheckableException {
    if (!changed) {
      throw new UncheckableException("no number after " + cut + " was found in " + input);
    }
  }

  private static boolean write(Path input, String cut, Random random, Path copy, boolean alone)
      throws IOException, UncheckableException {
    byte[] bytes = Files.readAllBytes(input);
    boolean zipped = bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    if (zipped) {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = in.readAllBytes();
      }
    }
    ChangedTable table = new ChangedTable(input, cut, random);
    // Each byte is a character, so that nothing but numbers changes, whatever the encoding.
    String text = table.changed(new String(bytes, StandardCharsets.ISO_8859_1), alone);
    byte[] out = text.getBytes(StandardCharsets.ISO_8859_1);
    if (zipped) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
        zip.write(out);
      }
      out = packed.toByteArray();
    }
    Files.write(copy, out);
    return table.changed;
  }

  private String changed(String text, boolean alone) throws UncheckableException {
    if (text.startsWith("PAR1") || text.startsWith("PK") || text.indexOf('\0') >= 0) {
      throw new UncheckableException("this is no text, plain or .gz: " + file);
    }
    String[] lines = text.split("\n", -1);
    char separator = separator(lines[0]);
    List<String> header = new ArrayList<>();
    cells(lines[0], separator).forEach(cell -> header.add(plain(cell).toLowerCase(Locale.ROOT)));
    int time = time(header, lines, separator);
    if (time < 0) {
      if (alone) {
        throw new UncheckableException("no column of dates such as 2020-01-31 in " + file);
      }
      return text;
    }
    boolean bars = header.stream().anyMatch(PRICES::contains);
    for (int line = 1; line < lines.length; line++) {
      List<String> cells = cells(lines[line], separator);
      if (cells.size() > time && date(cells.get(time)).compareTo(cut) > 0) {
        lines[line] = row(cells, header, separator, bars);
      }
    }
    return String.join("\n", lines);
  }

  private String row(List<String> cells, List<String> header, char separator, boolean bars) {
    double common = factor();
    List<String> row = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String name = i < header.size() ? header.get(i) : "";
      boolean fixed = TIMES.contains(name) || NAMES.contains(name);
      row.add(fixed ? cell : changedCell(cell, bars ? common : factor(), bars));
    }
    return String.join(String.valueOf(separator), row);
  }

  /** With as many digits behind the point, so that an integer stays one. */
  private String changedCell(String cell, double factor, boolean bars) {
    String number = plain(cell);
    if (!NUMBER.matcher(number).matches()) {
      return cell;
    }
    BigDecimal old = new BigDecimal(number);
    BigDecimal other = old.multiply(BigDecimal.valueOf(factor));
    if (old.signum() == 0 && !bars) {
      other = BigDecimal.valueOf(factor - 1);
    }
    int scale = Math.max(0, old.scale());
    BigDecimal rounded = other.setScale(scale, RoundingMode.HALF_UP);
    if (rounded.signum() == 0 && old.signum() != 0) {
      rounded = BigDecimal.ONE.movePointLeft(scale).multiply(BigDecimal.valueOf(old.signum()));
    }
    changed |= rounded.compareTo(old) != 0;
    return cell.replace(number, rounded.toPlainString());
  }

  private double factor() {
    return Math.exp(LARGEST_LOG_FACTOR * (2 * random.nextDouble() - 1));
  }

  private static String plain(String cell) {
    return cell.replace("\"", "").replace("\r", "").replace("\u00ef\u00bb\u00bf", "").strip();
  }

  private static int time(List<String> header, String[] lines, char separator) {
    for (int i = 0; i < header.size(); i++) {
      if (TIMES.contains(header.get(i))
          && lines.length > 1
          && !date(cell(lines[1], separator, i)).isEmpty()) {
        return i;
      }
    }
    List<String> first = lines.length > 1 ? cells(lines[1], separator) : List.of();
    for (int i = 0; i < first.size(); i++) {
      if (first.get(i).contains("-") && !date(first.get(i)).isEmpty()) {
        return i;
      }
    }
    return -1;
  }

  private static String cell(String line, char separator, int index) {
    List<String> cells = cells(line, separator);
    return index < cells.size() ? cells.get(index) : "";
  }

  /** Of what is no date, an empty text. */
  private static String date(String cell) {
    Matcher date = DATE.matcher(cell);
    return date.matches() ? date.group(1) + "-" + date.group(2) + "-" + date.group(3) : "";
  }

  private static char separator(String header) {
    char best = ',';
    long most = 0;
    for (char candidate : new char[] {',', ';', '\t', '|'}) {
      long count = header.chars().filter(c -> c == candidate).count();
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return best;
  }

  /** As they are written, with their quotes. */
  private static List<String> cells(String line, char separator) {
    List<String> cells = new ArrayList<>();
    boolean quoted = false;
    int begin = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        cells.add(line.substring(begin, i));
        begin = i + 1;
      }
    }
    cells.add(line.substring(begin));
    return cells;
  }
}
