package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that look odd and mean the same as a plain one. */
class OddInputTest {
  @TempDir Path directory;

  private WorkerRun run(BadInput input) {
    return input.run(directory).assertDone();
  }

  private Map<String, String> plainFiles() {
    Map<String, String> files = run(BadInput.of("plain")).files();
    assertTrue(files.get("orders_1d.csv").contains("2020-01-03,A,BUY,"), files.toString());
    return files;
  }

  private static String shuffled() {
    List<String> lines = new ArrayList<>(BadInput.PRICES.lines().toList());
    Collections.shuffle(lines.subList(1, lines.size()), new Random(3));
    return String.join("\n", lines);
  }

  private static String reordered() {
    StringBuilder text = new StringBuilder();
    for (String line : BadInput.PRICES.lines().toList()) {
      String[] cells = line.split(",");
      text.append(
          cells[2] + ",note \u00fc \ufffd,\"a \"\"b\"\",\nc\"," + cells[1] + "," + cells[0] + "\n");
    }
    return text.toString();
  }

  private static String quoted() {
    return BadInput.PRICES.replaceAll("[^,\n]+", "\"$0\"");
  }

  static Stream<Arguments> samePrices() {
    String prices = BadInput.PRICES;
    return Stream.of(
        Arguments.of("a byte order mark", "\ufeff" + prices),
        Arguments.of("CRLF", prices.replace("\n", "\r\n")),
        Arguments.of("lone CR", prices.replace("\n", "\r")),
        Arguments.of("a last line without its end", prices.stripTrailing()),
        Arguments.of("blank lines", "\n\n" + prices.replace("\n", "\n \t\n\r\n")),
        Arguments.of("spaces around cells", prices.replace(",", " ,\t ").replace("\n", "  \n ")),
        Arguments.of("quotes around all cells", quoted()),
        Arguments.of("quotes with spaces around", quoted().replace(",", " , ")),
        Arguments.of("quotes with a mark before", "\ufeff" + quoted()),
        Arguments.of(
            "spaces in quotes",
            quoted().replace("\"", " \" ").replace(" \" ", "\" ").replace("\" ,", " \",")),
        Arguments.of("rows in any order", shuffled()),
        Arguments.of("columns in any order with others full of garbage", reordered()),
        Arguments.of("date-times", prices.replace("2020-01-03,", "2020-01-03T21:00:00,")),
        Arguments.of("offsets", prices.replace("2020-01-03,", "2020-01-03T01:00:00+05:30,")),
        Arguments.of(
            "a blank for the T", prices.replace("2020-01-03,", "2020-01-03 16:00:00.123-05:00,")),
        Arguments.of(
            "numbers with signs and exponents",
            prices
                .replace(",10", ",+1.0e1")
                .replace(",20", ",2e+01")
                .replace(",11", ",1100.E-2")
                .replace(",21", ",0021.")),
        Arguments.of(
            "many digits", prices.replace(",11", ",11.0000000000000000000000000000000001")),
        Arguments.of("empty closes", prices + "2020-01-07,A,\n2020-01-01,B, \n2020-01-05,C,\"\"\n"),
        Arguments.of(
            "empty optional columns",
            prices.replace("\n", ",,\n").replace("close,,", "close,open,volume")),
        Arguments.of(
            "values in optional columns",
            prices.replace("\n", ",1.5,0\n").replace("close,1.5,0", "close,open,volume")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samePrices")
  void oddTextGivesTheSameFiles(String what, String text) {
    assertEquals(plainFiles(), run(BadInput.of(what).file("prices", text)).files());
  }

  @Test
  void gzipIsKnownByItsBytesAndMayHaveSeveralMembers() {
    byte[] text = BadInput.PRICES.getBytes(StandardCharsets.UTF_8);
    byte[] gzip = BadInput.gzip(text);
    assertEquals(plainFiles(), run(BadInput.of("gzip").file("prices", gzip)).files());
    byte[] first = BadInput.gzip(java.util.Arrays.copyOf(text, 30));
    byte[] second = BadInput.gzip(java.util.Arrays.copyOfRange(text, 30, text.length));
    byte[] members = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, members, first.length, second.length);
    assertEquals(plainFiles(), run(BadInput.of("members").file("prices", members)).files());
  }

  @Test
  void anyTextIsASymbol() {
    List<String> symbols =
        List.of(
            "\"a,b\"",
            "\"say \"\"x\"\"\"",
            "\"two\nlines\"",
            "NA",
            "TRUE",
            "null",
            "NaN",
            "1",
            "=A1",
            "#N/A",
            "\u00c4\u00df",
            "\ud83d\ude00",
            "'",
            "x y");
    StringBuilder prices = new StringBuilder("timestamp,symbol,close\n");
    for (String symbol : symbols) {
      prices.append("2020-01-02," + symbol + ",10\n2020-01-03," + symbol + ",11\n");
    }
    WorkerRun run = run(BadInput.of("symbols").file("prices", prices.toString()));
    String orders =
        new String(
            run.files().get("orders_1d.csv").getBytes(StandardCharsets.ISO_8859_1),
            StandardCharsets.UTF_8);
    assertTrue(run.out().contains("\nINFO " + symbols.size() + " symbols"), run.out());
    for (String symbol : symbols) {
      assertTrue(orders.contains("2020-01-03," + symbol + ",BUY,"), symbol + " in " + orders);
    }
  }

  @Test
  void symbolsAreSortedAsTextNotAsWordsOrNumbers() {
    String prices =
        """
        timestamp,symbol,close
        2020-01-02,b,1
        2020-01-03,b,1
        2020-01-02,B,1
        2020-01-03,B,1
        2020-01-02,10,1
        2020-01-03,10,1
        2020-01-02,9,1
        2020-01-03,9,1
        """;
    String orders = run(BadInput.of("order").file("prices", prices)).files().get("orders_1d.csv");
    assertEquals(
        List.of("10", "9", "B", "b"),
        orders.lines().skip(1).map(line -> line.split(",")[1]).toList());
  }

  @Test
  void aRowWithoutACloseIsNoBar() {
    String more = BadInput.PRICES + "2020-01-10,A,\n";
    String equity =
        run(BadInput.of("more").file("prices", more)).files().get("portfolio_equity_1d.csv");
    assertFalse(equity.contains("2020-01-10"), equity);
  }

  @Test
  void namesOfSymbolsMayHaveCommentsAndAMark() {
    WorkerRun run =
        run(
            BadInput.of("symbols")
                .with("symbols_file", "@symbols")
                .file("symbols", "\ufeff# mine\r\n A # the first\r\n\r\nZ\r\nA\n"));
    assertTrue(
        run.out().startsWith("INFO 1 symbols") || run.out().contains("\nINFO 1 symbols"),
        run.out());
    assertTrue(
        run.out().contains("WARN symbols_missing: symbol 'Z' of symbols_file has no observation"),
        run.out());
  }

  static Stream<Arguments> sameBundles() {
    return Stream.of(
        Arguments.of("JSON", "{\"factors\": [{\"name\": \"alpha\", \"weight\": 1}]}"),
        Arguments.of("a mark", "\ufefffactors: [{name: alpha, weight: 1}]"),
        Arguments.of("CRLF", "factors:\r\n- name: alpha\r\n  weight: 1\r\n"),
        Arguments.of(
            "all keys", "universe: x\nfactor_set: 7\nhorizon_days: 20\n" + BadInput.BUNDLE),
        Arguments.of("empty keys", "universe:\nfactor_set: ~\noptions:\n" + BadInput.BUNDLE),
        Arguments.of("an anchor that nobody uses", "factors: &f [{name: alpha, weight: 1}]"),
        Arguments.of(
            "the defaults",
            BadInput.BUNDLE
                + "options: {winsorize: true, winsorize_limits: [0.01, .99], zscore: true, neutralize_by: null}"),
        Arguments.of("an empty group", BadInput.BUNDLE + "options:\n  neutralize_by:\n"),
        Arguments.of(
            "a weight within the rounding",
            "factors: [{name: alpha, weight: 1.01, direction: positive}]"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sameBundles")
  void aBundleMayBeWrittenInManyWays(String what, String text) {
    Map<String, String> plain = run(BadInput.ofFactors("plain")).files();
    assertTrue(plain.get("orders_1d.csv").contains("2020-01-03,B,BUY,"), plain.toString());
    assertEquals(plain, run(BadInput.ofFactors(what).file("bundle", text)).files());
  }

  @Test
  void unnamedColumnsOfAFactorFileAreNoFactors() {
    String factors = ",timestamp,symbol,alpha,\n0,2020-01-02,A,1,\n1,2020-01-02,B,2,\n";
    Map<String, String> plain = run(BadInput.ofFactors("plain")).files();
    assertEquals(plain, run(BadInput.ofFactors("index").file("factors", factors)).files());
  }

  @Test
  void aFactorColumnOfWhichEveryCellIsEmptyCountsAsAbsent() {
    String factors = "timestamp,symbol,alpha,rv_20\n2020-01-02,A,1,\n2020-01-02,B,2,\n";
    Map<String, String> plain = run(BadInput.ofFactors("plain")).files();
    assertEquals(plain, run(BadInput.ofFactors("absent").file("factors", factors)).files());
  }
}
