package org.backtestrunner.worker.reading;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.backtestrunner.shared.file.TableFiles;
import org.backtestrunner.worker.reading.InputReader.NamedSpan;
import org.backtestrunner.worker.table.cell.BadDataException;

/** The name of a data file: its endings, and the symbol before them. */
final class DataName {
  private static final Pattern DATE =
      Pattern.compile(
          "(?<![0-9])(?:19|20)[0-9]{2}(?:[-_.](?:0[1-9]|1[0-2])(?:[-_.][0-3][0-9])?"
              + "|(?:0[1-9]|1[0-2])[0-3][0-9])(?![0-9])");
  private static final Pattern COPY = Pattern.compile(" ?\\([0-9]+\\)$");
  private static final Pattern NUMBERED = Pattern.compile("^(.*[A-Za-z].*?)[ _.-]+[0-9]{1,8}$");

  private DataName() {}

  /** The name without its endings. */
  static String stem(Path file) {
    return TableFiles.stem(file.getFileName().toString()).trim();
  }

  /**
   * The symbol that a file is named after.
   *
   * @throws BadDataException where the name may be of something else
   */
  static String symbol(Path file) {
    String stem = stem(file);
    if (stem.isEmpty()) {
      throw new BadDataException(file, "the file's name holds no symbol");
    }
    if (stem.indexOf('\ufffd') >= 0) {
      throw new BadDataException(
          file, "this locale cannot express the file's name; set LC_ALL to a UTF-8 locale");
    }
    String doubt =
        DATE.matcher(stem).find()
            ? "holds a date"
            : stem.startsWith("part-")
                ? "is that of a part of a table"
                : COPY.matcher(stem).find() ? "is that of a second download" : "";
    if (!doubt.isEmpty()) {
      throw new BadDataException(
          file,
          "there is no column of symbols, and the file's name "
              + doubt
              + ": say symbol: \"...\", or symbol: \"/^([A-Z]+)/\" for a part of the name, or"
              + " columns: {symbol: \"...\"} in a format file (price_format)");
    }
    return stem;
  }

  /** What precedes a number at the end of a symbol, such as AAPL of {@code AAPL_2019}; or "". */
  static String beforeNumber(String symbol) {
    Matcher matcher = NUMBERED.matcher(symbol);
    return matcher.matches() ? matcher.group(1) : "";
  }

  /**
   * The symbol that an expression finds in a file's name.
   *
   * @param expression between slashes, with one group
   */
  static String symbol(Path file, String expression) {
    Matcher matcher =
        Pattern.compile(expression.substring(1, expression.length() - 1))
            .matcher(file.getFileName().toString());
    if (!matcher.find() || matcher.group(1) == null || matcher.group(1).isBlank()) {
      throw new BadDataException(
          file, "the file's name does not match symbol: \"" + expression + "\" of the format");
    }
    return matcher.group(1).trim();
  }

  /** Refuses names that differ in a number at their end only, and never hold the same dates. */
  static void refusePieces(List<NamedSpan> spans) {
    for (int i = 0; i < spans.size(); i++) {
      String stem = beforeNumber(spans.get(i).symbol());
      for (int j = i + 1; !stem.isEmpty() && j < spans.size(); j++) {
        NamedSpan one = spans.get(i);
        NamedSpan other = spans.get(j);
        boolean apart = one.last() < other.first() || other.last() < one.first();
        if (apart && beforeNumber(other.symbol()).equals(stem)) {
          throw new BadDataException(
              one.file(),
              "and "
                  + other.file().getFileName()
                  + " hold dates one after the other. One symbol? Then say symbol: \"/^([A-Z]+)/\""
                  + " in a format file (price_format); else say columns or symbol so that each file"
                  + " has its own");
        }
      }
    }
  }
}
