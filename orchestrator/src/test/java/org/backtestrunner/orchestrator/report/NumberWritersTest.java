package org.backtestrunner.orchestrator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.shared.text.ShortestDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One promise of all that print doubles: the same shortest decimal, on every JDK. */
class NumberWritersTest {
  private static final int NUMBERS = 100_000;

  /** Below, one digit may be enough, and the writer of JSON always looks for two. */
  private static final double LEAST_WITH_TWO_DIGITS = 1e-322;

  @TempDir Path directory;

  private static String inRow(ShortestDecimal decimal, double value) {
    byte[] bytes = new byte[ShortestDecimal.MAXIMUM_LENGTH];
    return new String(bytes, 0, decimal.write(value, bytes, 0), StandardCharsets.US_ASCII);
  }

  private List<String> inJson(double... values) throws IOException {
    Path file = directory.resolve("numbers.json");
    List<Double> numbers = Arrays.stream(values).boxed().toList();
    JsonObject.part().put("numbers", numbers).writeTo(file);
    String json = Files.readString(file);
    String array = json.substring(json.indexOf('[') + 1, json.indexOf(']'));
    return List.of(array.replace(',', ' ').strip().split("\\s+"));
  }

  /** The doubles of {@code shortest-decimals.csv}: their bits, and the text of CPython's repr. */
  private static List<String[]> independent() throws IOException {
    try (InputStream in = NumberWritersTest.class.getResourceAsStream("shortest-decimals.csv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(line -> line.split(",")).toList();
    }
  }

  @Test
  void allFindTheDecimalThatAnIndependentImplementationFinds() throws IOException {
    ShortestDecimal decimal = new ShortestDecimal();
    List<String[]> rows = independent();
    assertTrue(rows.size() > 500);
    for (String[] row : rows) {
      double value = Double.longBitsToDouble(Long.parseUnsignedLong(row[0], 16));
      // Written without exponent, as a hash has it.
      assertEquals(row[1], ShortestDecimal.plain(value));
      assertSameNumber(row[1], inRow(decimal, value));
      if (Math.abs(value) >= LEAST_WITH_TWO_DIGITS) {
        assertSameNumber(row[1], inJson(value).get(0));
      }
    }
  }

  @Test
  void allAgreeOnAnyBits() throws IOException {
    Random random = new Random(1);
    assertAgreement(
        DoubleStream.generate(() -> Double.longBitsToDouble(random.nextLong()))
            .filter(value -> Math.abs(value) >= LEAST_WITH_TWO_DIGITS && Double.isFinite(value))
            .limit(NUMBERS)
            .toArray());
  }

  @Test
  void allAgreeOnMoney() throws IOException {
    Random random = new Random(2);
    assertAgreement(
        DoubleStream.generate(() -> random.nextGaussian() * Math.pow(10, random.nextInt(12) - 4))
            .limit(NUMBERS)
            .toArray());
    assertAgreement(
        random.ints(NUMBERS, 1, 10_000_000).mapToDouble(cents -> cents / 100.0).toArray());
  }

  private void assertAgreement(double[] values) throws IOException {
    ShortestDecimal decimal = new ShortestDecimal();
    List<String> json = inJson(values);
    assertEquals(values.length, json.size());
    for (int i = 0; i < values.length; i++) {
      String row = inRow(decimal, values[i]);
      assertSameNumber(row, ShortestDecimal.plain(values[i]));
      assertSameNumber(row, json.get(i));
    }
  }

  @Test
  void aZeroInARowOrAHashHasNoSign() {
    assertEquals("0", inRow(new ShortestDecimal(), -0.0));
    assertEquals("0", ShortestDecimal.plain(-0.0));
  }

  private static void assertSameNumber(String expected, String text) {
    assertEquals(
        new BigDecimal(expected).stripTrailingZeros(), new BigDecimal(text).stripTrailingZeros());
  }
}
