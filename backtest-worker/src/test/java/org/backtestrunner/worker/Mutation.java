package org.backtestrunner.worker;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * What happens to tables on their way: they are saved by other programs, joined, cut and edited.
 *
 * <p>Each either leaves the meaning of a table as it was or takes it away in a way that shows. What
 * makes another honest table of one is missing here, since no reader could tell: a number that is
 * slightly different, a row that is not there, all prices in cents, two headers exchanged.
 */
enum Mutation {
  SHUFFLED_ROWS((t, r) -> Collections.shuffle(t.rows.subList(1, t.rows.size()), r)),
  SWAPPED_COLUMNS(Mutation::swapColumns),
  NOTES_COLUMN((t, r) -> addColumn(t, r.nextInt(t.header().size() + 1), "note", "x;y \u00fc")),
  UNNAMED_INDEX((t, r) -> addColumn(t, 0, "", "7")),
  OTHER_SEPARATOR((t, r) -> t.separator = pick(r, ';', '\t', '|')),
  HEADER_OF_COMMAS((t, r) -> t.rows.set(0, new ArrayList<>(List.of(String.join(",", t.header()))))),
  CRLF((t, r) -> t.thenText(text -> text.replace("\n", "\r\n"))),
  OLD_MACINTOSH((t, r) -> t.thenText(text -> text.replace('\n', '\r'))),
  MIXED_LINE_ENDS((t, r) -> t.thenText(text -> eachLine(text, r, "\n", "\r\n", "\r"))),
  BLANK_LINES((t, r) -> t.thenText(text -> eachLine(text, r, "\n", "\n", "\n\n", "\n  \r\n"))),
  NO_LAST_LINE_END((t, r) -> t.thenText(String::stripTrailing)),
  ALL_QUOTED((t, r) -> t.quoted = true),
  TEXT_WITH_A_QUOTE((t, r) -> t.thenText(text -> insert(text, r, "\""))),
  BLANKS_AROUND_CELLS((t, r) -> t.thenText(text -> text.replace("\n", " \n "))),
  BYTE_ORDER_MARK((t, r) -> t.thenText(text -> "\ufeff" + text)),
  UTF_16((t, r) -> t.encode(StandardCharsets.UTF_16)),
  LATIN_1((t, r) -> t.encode(Charset.forName("windows-1252"))),
  NUL((t, r) -> t.thenText(text -> insert(text, r, "\0"))),
  COMMENT_ABOVE((t, r) -> t.above = "# made by hand\n"),
  TITLE_ABOVE((t, r) -> t.above = "Closing prices\n"),
  HEADER_IN_CAPITALS((t, r) -> t.header().replaceAll(name -> name.toUpperCase(Locale.ROOT))),
  HEADER_IN_BRACKETS(
      (t, r) -> t.header().replaceAll(name -> name.matches("S\\d") ? name : "<" + name + ">")),
  DATE_AND_TICKER(
      (t, r) -> {
        rename(t, "timestamp", pick(r, "Date", "Datetime", "time", "Day"));
        rename(t, "symbol", pick(r, "Ticker", "Instrument", "Name", "isin"));
      }),
  CLOSE_AND_LAST((t, r) -> rename(t, "close", pick(r, "Close", "Last", "price", "Close/Last"))),
  NO_HEADER((t, r) -> t.rows.remove(0)),
  HEADER_AGAIN((t, r) -> t.rows.add(t.anyRowNumber(r), new ArrayList<>(t.header()))),
  UNITS_BELOW_HEADER(
      (t, r) -> t.rows.add(1, new ArrayList<>(Collections.nCopies(width(t), "USD")))),
  ROW_TWICE((t, r) -> t.rows.add(new ArrayList<>(t.anyRow(r)))),
  BLOCK_TWICE(
      (t, r) ->
          List.copyOf(t.rows.subList(t.anyRowNumber(r), t.rows.size()))
              .forEach(row -> t.rows.add(new ArrayList<>(row)))),
  TOTAL_BELOW((t, r) -> t.rows.add(new ArrayList<>(Collections.nCopies(width(t), "Total")))),
  EMPTY_ROW((t, r) -> t.rows.add(new ArrayList<>(Collections.nCopies(width(t), "")))),
  SHORT_ROW(Mutation::removeCell),
  LONG_ROW((t, r) -> t.anyRow(r).add("1")),
  CELLS_EXCHANGED(Mutation::exchangeCells),
  DATES_WITHOUT_DASHES(
      (t, r) -> dates(t, day -> day.toString().replace("-", pick(r, "", "/", ".")))),
  DATES_OF_ENGLAND((t, r) -> dates(t, DateTimeFormatter.ofPattern("dd/MM/yyyy")::format)),
  DATES_OF_AMERICA((t, r) -> dates(t, DateTimeFormatter.ofPattern("MM/dd/yyyy")::format)),
  DATES_OF_GERMANY((t, r) -> dates(t, DateTimeFormatter.ofPattern("d.M.yy")::format)),
  DATES_IN_WORDS(
      (t, r) -> dates(t, DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH)::format)),
  EPOCH_SECONDS((t, r) -> dates(t, day -> Long.toString(day.toEpochDay() * 86_400))),
  EPOCH_MILLISECONDS((t, r) -> dates(t, day -> Long.toString(day.toEpochDay() * 86_400_000))),
  ONE_DATE_OTHERWISE(Mutation::writeOneDateOtherwise),
  MIDNIGHT_OF_ITS_ZONE(
      (t, r) -> {
        String offset = pick(r, "+09:00", "+01:00", "-05:00", "+0530", "+13");
        dates(t, day -> day + " 00:00:00" + offset);
      }),
  MIDNIGHT_AS_INSTANT(
      (t, r) -> {
        ZoneId zone =
            ZoneId.of(
                pick(r, "UTC", "Asia/Tokyo", "Europe/Berlin", "America/New_York", "Asia/Kolkata"));
        dates(t, day -> day.atStartOfDay(zone).withZoneSameInstant(ZoneOffset.UTC).toString());
      }),
  CLOSE_OF_THE_DAY((t, r) -> dates(t, day -> day + "T" + pick(r, "16:00", "17:30", "09:15:00"))),
  THOUSANDS_OF_COMMAS((t, r) -> numbers(t, number -> grouped(number, ","))),
  DECIMAL_COMMAS((t, r) -> numbers(t, number -> number.replace('.', ','))),
  TRAILING_ZEROS((t, r) -> numbers(t, number -> number.contains(".") ? number + "00" : number)),
  EXPONENTS((t, r) -> numbers(t, number -> new BigDecimal(number).unscaledValue() + "E-4", 4)),
  DOLLARS((t, r) -> numbers(t, number -> "$" + number)),
  PERCENT_SIGNS((t, r) -> numbers(t, number -> t.column("weight") < 0 ? number + "%" : number)),
  CURRENCY_BEHIND((t, r) -> numbers(t, number -> number + " EUR")),
  ONE_NUMBER_AS_TEXT(
      (t, r) -> anyNumber(t, r, n -> pick(r, "n/a?", "-", "1e400", "Infinity", "0x1p3", "12f"))),
  ONE_PRICE_NOT_ABOVE_ZERO((t, r) -> anyPrice(t, r, price -> pick(r, "0", "-" + price, "0.000"))),
  ONE_PRICE_IN_CENTS((t, r) -> anyPrice(t, r, price -> scaled(price, "100"))),
  ONE_PRICE_A_DIGIT_SHORT((t, r) -> anyPrice(t, r, price -> scaled(price, "0.1"))),
  HALF_IN_CENTS(Mutation::halfInCents),
  LOST_DECIMAL_POINT((t, r) -> anyPrice(t, r, price -> price.replace(".", "")));

  private final BiConsumer<MutableTable, Random> change;

  Mutation(BiConsumer<MutableTable, Random> change) {
    this.change = change;
  }

  void apply(MutableTable table, Random random) {
    change.accept(table, random);
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static int width(MutableTable table) {
    return table.header().size();
  }

  private static void swapColumns(MutableTable table, Random random) {
    int one = random.nextInt(width(table));
    int other = random.nextInt(width(table));
    for (List<String> row : table.rows) {
      if (Math.max(one, other) < row.size()) {
        Collections.swap(row, one, other);
      }
    }
  }

  private static void addColumn(MutableTable table, int place, String name, String cell) {
    for (List<String> row : table.rows) {
      row.add(Math.min(place, row.size()), row == table.header() ? name : cell);
    }
  }

  private static String eachLine(String text, Random random, String... ends) {
    StringBuilder lines = new StringBuilder();
    text.lines().forEach(line -> lines.append(line).append(pick(random, ends)));
    return lines.toString();
  }

  private static String insert(String text, Random random, String inserted) {
    int place = random.nextInt(text.length());
    return text.substring(0, place) + inserted + text.substring(place);
  }

  private static void rename(MutableTable table, String name, String other) {
    table.header().replaceAll(header -> header.equals(name) ? other : header);
  }

  private static void removeCell(MutableTable table, Random random) {
    List<String> row = table.anyRow(random);
    // A list without one of its lines is another list.
    if (row.size() > 1) {
      row.remove(random.nextInt(row.size()));
    }
  }

  private static void exchangeCells(MutableTable table, Random random) {
    List<String> row = table.anyRow(random);
    int symbol = table.column("symbol");
    // Two prices, or two factors, that are exchanged are only other numbers.
    if (symbol >= 0 && symbol < row.size()) {
      Collections.swap(row, symbol, random.nextInt(row.size()));
    }
  }

  private static void dates(
      MutableTable table, java.util.function.Function<LocalDate, String> written) {
    table.change(
        table.column("timestamp", "Datum", "date"),
        text -> text.matches("\\d{4}-\\d\\d-\\d\\d") ? written.apply(LocalDate.parse(text)) : text);
  }

  private static void writeOneDateOtherwise(MutableTable table, Random random) {
    List<String> row = table.anyRow(random);
    int column = table.column("timestamp", "date");
    if (column >= 0 && column < row.size() && row.get(column).length() == 10) {
      String[] date = row.get(column).split("-");
      row.set(
          column,
          date.length < 3
              ? "yesterday"
              : pick(
                  random,
                  date[0] + date[1] + date[2],
                  date[2] + "." + date[1] + "." + date[0],
                  date[0] + "-" + date[1] + "-32",
                  date[0].substring(2) + "-" + date[1] + "-" + date[2]));
    }
  }

  private static void numbers(MutableTable table, UnaryOperator<String> written) {
    numbers(table, written, -1);
  }

  /** Writes all plain decimals otherwise, or only those of so many digits behind the point. */
  private static void numbers(MutableTable table, UnaryOperator<String> written, int digits) {
    for (List<String> row : table.rows.subList(1, table.rows.size())) {
      row.replaceAll(
          cell -> {
            boolean number = cell.matches("-?\\d+\\.\\d+");
            boolean meant = digits < 0 || cell.length() - cell.indexOf('.') - 1 == digits;
            return number && meant ? written.apply(cell) : cell;
          });
    }
  }

  private static String grouped(String number, String mark) {
    return number.replaceAll("(?<=\\d)(?=(\\d{3})+\\.)", mark);
  }

  private static void anyNumber(MutableTable table, Random random, UnaryOperator<String> change) {
    List<String> row = table.anyRow(random);
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i).matches("-?\\d+\\.\\d+")) {
        places.add(i);
      }
    }
    if (!places.isEmpty()) {
      int place = places.get(random.nextInt(places.size()));
      row.set(place, change.apply(row.get(place)));
    }
  }

  private static void anyPrice(MutableTable table, Random random, UnaryOperator<String> change) {
    List<String> row = table.anyRow(random);
    int close = table.column("close", "S1");
    if (close >= 0 && close < row.size() && row.get(close).matches("\\d+\\.\\d+")) {
      row.set(close, change.apply(row.get(close)));
    }
  }

  private static void halfInCents(MutableTable table, Random random) {
    int close = table.column("close", "S1");
    int from = table.rows.size() / 2;
    for (List<String> row : table.rows.subList(from, table.rows.size())) {
      if (close >= 0 && close < row.size() && row.get(close).matches("\\d+\\.\\d+")) {
        row.set(close, scaled(row.get(close), "100"));
      }
    }
  }

  private static String scaled(String number, String factor) {
    return new BigDecimal(number).multiply(new BigDecimal(factor)).toPlainString();
  }
}
