package org.backtestrunner.worker.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file makes certain is taken and said; what has two readings is refused. */
class DetectionTest extends PriceReading {
  static Stream<Arguments> headers() {
    return Stream.of(
        Arguments.of("timestamp,symbol,close", "timestamp=timestamp", "2021-03-01,KO,50.5"),
        Arguments.of("Date,Ticker,Close", "timestamp=Date", "2021-03-01,KO,50.5"),
        Arguments.of("DATE_TIME,TS_CODE,CLOSE", "symbol=TS_CODE", "20210301,KO,50.5"),
        Arguments.of("trade_date,Instrument,Close/Last", "close=Close/Last", "2021/03/01,KO,$50.5"),
        Arguments.of("<DATE>,<TICKER>,<CLOSE>", "close=<CLOSE>", "2021.03.01,KO,50.5"),
        Arguments.of("ts_event,asset,close", "timestamp=ts_event", "2021-03-01T00:00:00Z,KO,50.5"),
        Arguments.of("open time,code,close", "timestamp=open time", "1614556800000,KO,50.5"),
        Arguments.of("date,timestamp,symbol,close", "timestamp=timestamp", "x,2021-03-01,KO,50.5"),
        Arguments.of("Code,symbol,date,close", "symbol=symbol", "x,KO,2021-03-01,50.5"),
        Arguments.of("Date,Time,symbol,close", "timestamp=Date+Time", "2021-03-01,16:00,KO,50.5"),
        Arguments.of("Name,date,symbol,close", "symbol=symbol", "Coca,2021-03-01,KO,50.5"));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void aNameOfTheClosedTableIsTakenAndSaid(String header, String said, String row) {
    PriceRows read = read("prices.csv", header + "\n" + row + "\n");
    assertEquals(List.of("2021-03-01 KO 50.5"), read.rows());
    assertTrue(read.readAs().contains(said), read.readAs());
  }

  @Test
  void whatWasInferredIsOneSentence() {
    Path file = file("KO.csv", "Date,Close\n2021-03-01,50.5\n2021-03-03,NaN\n");
    assertEquals(
        "read_as "
            + file
            + ": timestamp=Date (2021-03-01 to 2021-03-03), close=Close, symbol KO from the file's"
            + " name, 1 number cell empty by the text (NaN, NA, null or the like)",
        PriceRows.read(file).readAs());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Date,Datetime,symbol,close | two columns may be the timestamp, 'Date' and 'Datetime'",
        "date,ticker,code,close | two columns may be the symbol, 'ticker' and 'code'",
        "date,symbol,Close,CLOSE | two columns may be the close, 'Close' and 'CLOSE'",
        "date,symbol,close,vol,tick_vol | two columns may be the volume, 'vol' and 'tick_vol'",
        "date,symbol,price | no column for close;",
        "date,Name,close | no column for symbol;",
        "date,symbol,last | no column for close;",
        "day,symbol,value | no column for timestamp and close;"
      })
  void aNameWithTwoReadingsIsNotTaken(String header, String said) {
    String row = "2021-03-01,KO,1,1,1,1".substring(0, 10 + 2 * header.split(",").length);
    assertRefused(file("prices.csv", header + "\n" + row + "\n"), ":1: ", said, "columns: {");
  }

  @Test
  void twoClosesAreRefusedWhereTheyDiffer() {
    String same = "date,symbol,close,Adj Close\n2021-03-01,KO,50,50\n2021-03-02,KO,,\n";
    assertEquals(List.of("2021-03-01 KO 50", "2021-03-02 KO"), read("prices.csv", same).rows());
    assertRefused(
        file("prices.csv", same + "2021-03-03,KO,52,13\n"),
        ":4: two closes that differ, close '52' and Adj Close '13'",
        "columns: {adjusted_close: \"Adj Close\"}",
        "columns: {close: \"close\"}");
  }

  @ParameterizedTest
  @CsvSource({"adj_close", "Adj Close", "adjClose", "closeadj", "Adjusted", "Adj. Close*"})
  void everyNameOfAnAdjustedCloseIsKnown(String name) {
    assertRefused(
        file("KO.csv", "date,close," + name + "\n2021-03-01,50,25\n"), "two closes that differ");
  }

  @Test
  void anAdjustedCloseScalesItsRow() {
    Path file =
        file("KO.csv", "date,open,high,low,close,adj,volume\n2021-03-01,48,52,46,50,25,7\n");
    assertEquals(
        List.of("2021-03-01 KO 24 26 23 25 7"),
        with("columns: {adjusted_close: adj}", file).rows());
  }

  @Test
  void aPriceThatIsNotPositiveIsEmptyButForTheClose() {
    String header = "date,symbol,open,high,low,close\n";
    assertEquals(
        List.of("2021-03-01 KO 50"),
        read("prices.csv", header + "2021-03-01,KO,0,-1,0.0,50\n").rows());
    assertRefused(
        file("prices.csv", header + "2021-03-01,KO,1,1,1,0\n"), "'0' is not a positive price");
  }

  @Test
  void aWideFileIsRefusedUntilItIsSaid() {
    Path file = file("prices.csv", "Date,KO,T\n2021-03-01,50,20\n2021-03-02,,21\n");
    assertRefused(file, "this looks wide", "layout: wide", "'Date,KO,T'");
    assertEquals(
        List.of("2021-03-01 KO 50", "2021-03-01 T 20", "2021-03-02 T 21"),
        with("layout: wide", file).rows());
    BadDataException headless =
        assertThrows(
            BadDataException.class,
            () -> with("layout: wide", file("none.csv", "2021-03-01,50,20\n2021-03-02,51,21\n")));
    assertTrue(headless.getMessage().contains("none.csv:1: the file has no header"));
    assertRefused(
        file("KO.csv", "Index,KO.Open,KO.Close\n2021-03-01,50,20\n"),
        "no column for timestamp and close");
  }

  @Test
  void twoRowsOfNamesMayStandEitherWay() {
    String rows = "2021-03-01,50,49,20,19\n";
    for (String header :
        List.of(
            "Price,Close,Open,Close,Open\nTicker,KO,KO,T,T\nDate,,,,\n",
            ",KO,,T,\nDates,Close,Open,Close,Open\n")) {
      assertEquals(
          List.of("2021-03-01 KO 49 50", "2021-03-01 T 19 20"),
          with("layout: wide_fields", file("prices.csv", header + rows)).rows());
    }
  }
}
