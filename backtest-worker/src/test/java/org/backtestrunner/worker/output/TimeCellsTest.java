package org.backtestrunner.worker.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.parameter.RunParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeCellsTest {
  @TempDir Path directory;

  private Panel panel(String freq, String times) throws IOException {
    Path file = directory.resolve("prices.csv");
    Files.writeString(file, "timestamp,symbol,close\n" + times);
    Map<String, String> parameters =
        Map.of(
            "strategy", "buy_and_hold",
            "freq", freq,
            "price_file", file.toString(),
            "start_date", "0000-01-01",
            "end_date", "9999-12-31");
    return Panel.read(RunParameters.of(parameters), (kind, serious, message) -> {});
  }

  @Test
  void daysOfAllYearsAreThoseOfTheCalendar() throws IOException {
    StringBuilder times = new StringBuilder();
    Random random = new Random(2);
    LocalDate day = LocalDate.of(0, 1, 1);
    for (int i = 0; i < 3_000; i++) {
      times.append(day).append(",A,1\n");
      day = day.plusDays(random.nextInt(20) == 0 ? random.nextInt(20_000) : 1);
      if (day.getYear() > 9999) {
        day = LocalDate.of(1999, 12, 1).plusDays(i);
      }
    }
    compare(panel("1d", String.join("\n", times.toString().lines().distinct().toList()) + "\n"));
  }

  @Test
  void minutesAreThoseOfTheCalendar() throws IOException {
    compare(
        panel(
            "5min",
            """
            1969-12-31T23:55:00Z,A,1
            1970-01-01,A,1
            2020-01-31T00:00:00Z,A,1
            2020-01-31T00:00:07Z,A,1
            2020-01-31T09:35:00Z,A,1
            2020-01-31T23:59:59Z,A,1
            2020-02-01T00:00:00Z,A,1
            2020-02-29T14:30:00Z,A,1
            2020-02-29T14:35:00Z,A,1
            """));
  }

  private static void compare(Panel panel) {
    TimeCells cells = new TimeCells(panel);
    for (int bar = 0; bar < panel.calendar().length; bar++) {
      String cell = new String(cells.cell(bar), StandardCharsets.US_ASCII);
      assertEquals(panel.format(bar), cell);
    }
  }
}
