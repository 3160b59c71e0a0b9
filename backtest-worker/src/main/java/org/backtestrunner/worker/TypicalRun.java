package org.backtestrunner.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * A tiny run that loads the classes that large ones do, for whoever wants to know which these are:
 * {@code backtest-worker.jar typical DIR} writes its inputs and its argument file.
 */
final class TypicalRun {
  private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);
  private static final int DAYS = 90;
  private static final int SYMBOLS = 6;

  /** The first weekday of the last month; what is decided then is filled a day later. */
  private static final LocalDate LAST_REBALANCE = LocalDate.of(2020, 3, 2);

  private TypicalRun() {}

  /** Writes {@code typical.args} and the files that it names; the results go below it too. */
  static void write(Path directory) throws IOException {
    Path prices = Files.writeString(directory.resolve("prices.csv"), prices());
    Path bundle =
        Files.writeString(
            directory.resolve("bundle.yaml"),
            """
            universe: "six"
            factor_set: "tiny"
            horizon_days: 20
            factors:
              - {name: "returns_1m", weight: 0.6, direction: "positive"}
              - {name: "rv_20", weight: 0.4, direction: "negative"}
            """);
    Files.writeString(
        directory.resolve("typical.args"),
        """
        %s
        --strategy=multifactor_long_short
        --price-file=%s
        --bundle-path=%s
        --start-date=%s
        --end-date=%s
        --top-quantile=0.5
        --bottom-quantile=0.5
        --commission-bps=1
        --out=%s
        """
            .formatted(
                Arguments.MARKER,
                prices,
                bundle,
                FIRST_DAY.plusDays(DAYS / 2),
                FIRST_DAY.plusDays(DAYS),
                directory.resolve("out")));
  }

  /** With a gap, a jump and a delisting at a rebalance, which the engine treats in its own ways. */
  private static String prices() {
    StringBuilder text = new StringBuilder("timestamp,symbol,open,high,low,close,volume\n");
    for (int day = 0; day < DAYS; day++) {
      LocalDate date = FIRST_DAY.plusDays(day);
      boolean weekend = date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
      for (int symbol = 0; symbol < SYMBOLS && !weekend; symbol++) {
        boolean gap = symbol == 0 && day == DAYS - 5;
        boolean delisted = symbol == SYMBOLS - 1 && date.isAfter(LAST_REBALANCE);
        if (gap || delisted) {
          continue;
        }
        int cents = 1000 + 100 * symbol + day * (symbol + 1) % 37;
        if (symbol == 1 && day > DAYS - 5) {
          cents *= 2;
        }
        String price = cents / 10 + "." + cents % 10;
        text.append(date).append(",S").append(symbol);
        text.append((',' + price).repeat(4)).append(",1000\n");
      }
    }
    return text.toString();
  }
}
