package org.backtestrunner.worker.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.table.parquet.ParquetFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a look at inputs finds, and what it must not find. */
class InspectionTest {
  private static final LocalDate FIRST = LocalDate.of(1990, 1, 1);

  @TempDir Path directory;

  @Test
  void aSmallFileIsReadWholeAndSaysSo() throws IOException {
    Path prices = write("p.csv", "Date,Ticker,Close\n2020-01-02,A,1\n2020-01-31,A,2\n");

    Finding finding = prices(prices);

    assertEquals(List.of(), finding.problems());
    assertEquals(
        "timestamp=Date (2020-01-02 to 2020-01-31), symbol=Ticker, close=Close", finding.readAs());
  }

  @Test
  void ofALargeFileTheLastRowIsReadWithItsLine() throws IOException {
    List<String> lines = rows(200_000, false);
    lines.add("1990-01-01,Z,1o1");
    Path prices = write("p.csv", String.join("\n", lines) + "\n");

    Finding finding = prices(prices);

    assertEquals(1, finding.problems().size());
    String problem = finding.problems().get(0);
    assertTrue(problem.startsWith(prices + ":" + lines.size() + ": column close: '1o1'"), problem);
  }

  @Test
  void ofALargeFileTheMiddleIsNotRead() throws IOException {
    List<String> lines = rows(200_000, false);
    lines.set(100_000, "nonsense,Z,1o1");

    Finding finding = prices(write("p.csv", String.join("\n", lines) + "\n"));

    assertEquals(List.of(), finding.problems());
    assertTrue(finding.readAs().contains(" in the rows looked at)"), finding.readAs());
  }

  @Test
  void quotedCellsWithLineBreaksAreNotCutApart() throws IOException {
    Path prices = write("p.csv", String.join("\n", rows(200_000, true)) + "\n");

    assertEquals(List.of(), prices(prices).problems());
  }

  @Test
  void aHeaderOfManyColumnsIsReadToItsEnd() throws IOException {
    StringBuilder header = new StringBuilder("timestamp");
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      header.append(",SYMBOL").append(i);
      row.append(",1.25");
    }
    StringBuilder text = new StringBuilder(header).append('\n');
    for (int day = 0; day < 40; day++) {
      text.append(FIRST.plusDays(day)).append(row).append('\n');
    }
    Path prices = write("p.csv", text.toString());
    Path format = write("f.yaml", "layout: wide\n");

    Finding finding =
        inspect(Map.of("price_file", prices.toString(), "price_format", format.toString())).get(0);

    assertEquals(List.of(), finding.problems());
    assertTrue(finding.readAs().startsWith("40000 columns beside the times"), finding.readAs());
  }

  @Test
  void aGzipIsReadFromItsBeginning() throws IOException {
    Path prices = directory.resolve("p.csv.gz");
    try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(prices))) {
      out.write(String.join("\n", rows(200_000, false)).getBytes());
    }

    assertEquals(List.of(), prices(prices).problems());
  }

  @Test
  void everyUnknownFactorOfABundleIsNamedButNotThoseOfTheFactorFile() throws IOException {
    Path prices = write("p.csv", "timestamp,symbol,close\n2020-01-02,A,1\n");
    Path factors = write("x.csv", "timestamp,symbol,mine,note\n2020-01-02,A,0.5,free text\n");
    Path bundle =
        write(
            "b.yaml",
            """
            factors:
              - {name: "mine", weight: 0.4}
              - {name: "momentun", weight: 0.3}
              - {name: "returns_2m", weight: 0.3}
            """);

    List<Finding> findings =
        inspect(
            Map.of(
                "strategy",
                "multifactor_long_short",
                "price_file",
                prices.toString(),
                "bundle_path",
                bundle.toString(),
                "factor_file",
                factors.toString()));

    List<String> problems = new ArrayList<>();
    findings.forEach(finding -> problems.addAll(finding.problems()));
    assertEquals(2, problems.size(), problems::toString);
    assertTrue(problems.get(0).startsWith(bundle + ": unknown factor 'momentun'; known are "));
    assertTrue(problems.get(1).startsWith(bundle + ": unknown factor 'returns_2m'; known are "));
  }

  @Test
  void aFactorWhoseColumnNoPriceFileHasIsNamed() throws IOException {
    Path prices = write("p.csv", "timestamp,symbol,close\n2020-01-02,A,1\n");
    Path bundle = write("b.yaml", "factors: [{name: illiquidity_20, weight: 1}]\n");

    List<Finding> findings =
        inspect(
            Map.of(
                "strategy",
                "multifactor_long_short",
                "price_file",
                prices.toString(),
                "bundle_path",
                bundle.toString()));

    assertEquals(
        List.of(
            prices
                + ": factor 'illiquidity_20' needs the column 'volume', which the price file lacks"),
        findings.get(2).problems());
  }

  @Test
  void aBundleThatNeedsGroupsIsRefusedWithoutAGroupsFile() throws IOException {
    Path prices = write("p.csv", "timestamp,symbol,close\n2020-01-02,A,1\n");
    Path bundle =
        write(
            "b.yaml",
            "factors: [{name: returns_1m, weight: 1}]\noptions: {neutralize_by: sector}\n");

    List<Finding> findings =
        inspect(
            Map.of(
                "strategy",
                "multifactor_long_short",
                "price_file",
                prices.toString(),
                "bundle_path",
                bundle.toString()));

    assertEquals(
        List.of(
            bundle
                + ": options.neutralize_by is 'sector', which needs a groups_file with that column"),
        findings.get(2).problems());
  }

  @ParameterizedTest
  @ValueSource(longs = {20_000, 50_000_000})
  void ofALargeParquetFileTheLastRowIsRead(long bytesOfARowGroup) throws IOException {
    List<List<Object>> rows = parquetRows(60_000);
    Path prices = parquet(rows, bytesOfARowGroup);
    assertEquals(List.of(), prices(prices).problems());

    rows.set(59_999, ParquetFiles.row("2020-01-02", "Z", "1o1", null));
    Finding finding = prices(parquet(rows, bytesOfARowGroup));

    assertEquals(1, finding.problems().size());
    String problem = finding.problems().get(0);
    assertTrue(problem.contains("60000") && problem.contains("'1o1'"), problem);
  }

  @ParameterizedTest
  @ValueSource(longs = {20_000, 50_000_000})
  void ofALargeParquetFileTheMiddleIsNotRead(long bytesOfARowGroup) throws IOException {
    List<List<Object>> rows = parquetRows(60_000);
    rows.set(30_000, ParquetFiles.row("nonsense", "Z", "1o1", null));

    assertEquals(List.of(), prices(parquet(rows, bytesOfARowGroup)).problems());
  }

  /** Every third volume is null. */
  private static List<List<Object>> parquetRows(int count) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          ParquetFiles.row(
              FIRST.plusDays(i % 10_000).toString(),
              "S" + i / 10_000,
              (10 + i % 7) + "." + i % 97,
              i % 3 == 0 ? null : (Object) (double) i));
    }
    return rows;
  }

  private Path parquet(List<List<Object>> rows, long bytesOfARowGroup) throws IOException {
    Path file = directory.resolve("p.parquet");
    Files.deleteIfExists(file);
    return ParquetFiles.write(
        file,
        "required binary timestamp (STRING); required binary symbol (STRING);"
            + " required binary close (STRING); optional double volume;",
        rows,
        builder -> builder.withRowGroupSize(bytesOfARowGroup));
  }

  private static List<String> rows(int count, boolean quoted) {
    List<String> lines = new ArrayList<>();
    lines.add(quoted ? "timestamp,symbol,close,note" : "timestamp,symbol,close");
    for (int i = 0; i < count; i++) {
      String row = FIRST.plusDays(i % 10_000) + ",S" + i / 10_000 + "," + (10 + i % 7);
      lines.add(quoted ? row + ",\"a note,\nin two lines\"" : row);
    }
    return lines;
  }

  private Finding prices(Path prices) {
    return inspect(Map.of("price_file", prices.toString())).get(0);
  }

  private static List<Finding> inspect(Map<String, String> parameters) {
    Map<String, String> values =
        new HashMap<>(
            Map.of(
                "strategy", "buy_and_hold", "start_date", "2020-01-01", "end_date", "2020-12-31"));
    values.putAll(parameters);
    return new Inspection().of(RunParameters.of(values), Factors.OF_ENGINE);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
