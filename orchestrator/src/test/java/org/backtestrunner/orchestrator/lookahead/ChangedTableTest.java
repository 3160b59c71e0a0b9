package org.backtestrunner.orchestrator.lookahead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedTableTest {
  @TempDir Path directory;

  private List<String[]> changed(String text, String cut) throws Exception {
    Path file = Files.writeString(directory.resolve("table.csv"), text);
    Path place = Files.createDirectories(directory.resolve("copy"));
    Path copy = ChangedTable.write(file, cut, new Random(3), place);
    assertEquals("table.csv", copy.getFileName().toString());
    return Files.readAllLines(copy).stream().map(line -> line.split(",", -1)).toList();
  }

  @Test
  void onlyNumbersOfLaterRowsAreOthersAndABarStaysPossible() throws Exception {
    List<String[]> rows =
        changed(
            """
            timestamp,symbol,open,high,low,close,volume
            2020-01-01,600519,10.00,12.00,9.00,11.00,1000
            2020-01-02,600519,10.00,12.00,9.00,11.00,1000
            2020-01-02,ABC,20.0,,18.0,19.0,0
            """,
            "2020-01-01");
    assertEquals(4, rows.size());
    assertEquals("2020-01-01,600519,10.00,12.00,9.00,11.00,1000", String.join(",", rows.get(1)));
    String[] later = rows.get(2);
    assertEquals("2020-01-02,600519", later[0] + "," + later[1]);
    double factor = Double.parseDouble(later[5]) / 11;
    assertTrue(factor > 0.49 && factor < 2.02 && Math.abs(factor - 1) > 0.01, later[5]);
    assertEquals(12 * factor, Double.parseDouble(later[3]), 0.02);
    assertTrue(later[6].matches("[0-9]+"), later[6]);
    assertEquals("", rows.get(3)[3]);
    assertEquals("0", rows.get(3)[6]);
  }

  @Test
  void otherTablesHaveAFactorForEachNumber() throws Exception {
    String[] later =
        changed("date,A,B\n20200101,1.0,1.0\n20200102,1.0000,1.0000\n", "2020-01-01").get(2);
    assertEquals("20200102", later[0]);
    assertNotEquals(later[1], later[2]);
  }

  @Test
  void whatCannotBeChangedIsSaid() {
    for (String text : List.of("PAR1x", "a,b\n1,2\n", "date,close\n2019-01-01,5\n")) {
      assertThrows(UncheckableException.class, () -> changed(text, "2020-01-01"), text);
    }
  }
}
