package org.backtestrunner.worker.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultComparisonTest {
  private static final String EQUITY = "2024-01-02,10000,5000,5000,0,25";
  private static final String ORDER = "2024-01-02,A,BUY,50,100,5000,25";
  private static final String POSITION = "2024-01-02,A,50,0.5";

  @TempDir Path directory;

  private static ReferenceResult result(String equity, String order, String position) {
    return ReferenceResult.ofCsv(List.of(equity), List.of(order), List.of(position));
  }

  private static Optional<String> difference(ReferenceResult actual) {
    ReferenceResult expected = result(EQUITY, ORDER, POSITION);
    return ResultComparison.firstDifference(expected, actual, 10000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "10000,5000,5000,0,25;       10000.000005,5000,5000,0,25",
        "5000,5000,0,25;             5000,5000,-0.000000009,25",
        "BUY,50,100,5000,25;         BUY,50.00000004,100,5000,25",
        "A,50,0.5;                   A,50,0.5000000004"
      })
  void aRelativeDifferenceOfABillionthIsNone(String part, String other) {
    assertEquals(Optional.empty(), difference(changed(part, other)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "10000,5000,5000,0,25;       10000.00002,5000,5000,0,25",
        "5000,5000,0,25;             5000,5000,-0.00000002,25",
        "2024-01-02,A,BUY,50;        2024-01-03,A,BUY,50",
        "A,BUY,50,100,5000,25;       B,BUY,50,100,5000,25",
        "BUY,50,100,5000,25;         SELL,50,100,5000,25",
        "BUY,50,100,5000,25;         BUY,50.0000002,100,5000,25",
        "BUY,50,100,5000,25;         BUY,50,100.0000002,5000,25",
        "A,50,0.5;                   A,50,0.500000002",
        "A,50,0.5;                   A,-50,0.5"
      })
  void aLargerDifferenceIsReported(String part, String other) {
    assertTrue(difference(changed(part, other)).isPresent());
  }

  private static ReferenceResult changed(String part, String other) {
    return result(
        EQUITY.replace(part, other), ORDER.replace(part, other), POSITION.replace(part, other));
  }

  @Test
  void missingAndUnexpectedRowsAreReported() {
    ReferenceResult full = result(EQUITY, ORDER, POSITION);
    ReferenceResult none = ReferenceResult.ofCsv(List.of(EQUITY), List.of(), List.of(POSITION));
    assertTrue(ResultComparison.firstDifference(full, none, 1).orElse("").startsWith("missing"));
    assertTrue(
        ResultComparison.firstDifference(none, full, 1).orElse("").startsWith("not expected"));
    ReferenceResult refused = ReferenceResult.refused("no");
    assertTrue(ResultComparison.firstDifference(full, refused, 1).isPresent());
    assertEquals(
        Optional.empty(),
        ResultComparison.firstDifference(refused, ReferenceResult.refused("other words"), 1));
  }

  @Test
  void theFilesOfARunAreReadUnderTheirHeaders() throws IOException {
    write("portfolio_equity_1d.csv", "timestamp,equity,cash,long_value,short_value,cost", EQUITY);
    write("orders_1d.csv", "timestamp,symbol,side,qty,price,notional,cost", ORDER);
    write("positions_1d.csv", "timestamp,symbol,qty,weight", POSITION);
    assertEquals(result(EQUITY, ORDER, POSITION), ReferenceResult.read(directory, "1d"));
    write("positions_1d.csv", "timestamp,symbol,weight,qty", POSITION);
    assertThrows(IllegalArgumentException.class, () -> ReferenceResult.read(directory, "1d"));
  }

  private void write(String name, String header, String row) throws IOException {
    Files.writeString(directory.resolve(name), header + "\n" + row + "\n");
  }
}
