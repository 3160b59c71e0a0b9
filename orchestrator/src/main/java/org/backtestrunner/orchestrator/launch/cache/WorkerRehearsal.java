package org.backtestrunner.orchestrator.launch.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.backtestrunner.orchestrator.launch.contract.ClassArchive;
import org.backtestrunner.orchestrator.launch.contract.WorkerCommand;

/** A tiny backtest, for the archive of the worker's classes. */
final class WorkerRehearsal implements Rehearsal {
  private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);
  private static final int DAYS = 90;
  private static final int SYMBOLS = 6;

  /** The first weekday of the last month; what is decided then is filled a day later. */
  private static final LocalDate LAST_REBALANCE = LocalDate.of(2020, 3, 2);

  private static final String PRICES = "prices.csv";
  private static final String BUNDLE = "bundle.yaml";

  private final Path directory;
  private final WorkerCommand command;

  /**
   * @param directory takes all files
   */
  WorkerRehearsal(Path directory, WorkerCommand command) {
    this.directory = directory;
    this.command = command;
  }

  /** Nearly all runs of a large batch read prepared inputs: so does this one, if it can. */
  @Override
  public Commands commands(ClassArchive archive, Path classes, Predicate<List<String>> succeeds)
      throws IOException {
    writeInputs();
    Path plain = writeArguments("plain");
    Path store = directory.resolve("set.txt");
    boolean prepared = succeeds.test(command.forPreparation(plain, directory, store));
    Path arguments = prepared ? writeArguments("prepared", "--store=" + store) : plain;
    return new Commands(
        command.recording(classes).forRun(arguments),
        command.forDump(classes, archive.file()),
        command.withArchive(archive).forRun(arguments));
  }

  private void writeInputs() throws IOException {
    Files.writeString(directory.resolve(PRICES), prices());
    Files.writeString(
        directory.resolve(BUNDLE),
        """
        universe: "six"
        factor_set: "tiny"
        horizon_days: 20
        factors:
          - {name: "returns_1m", weight: 0.6, direction: "positive"}
          - {name: "rv_20", weight: 0.4, direction: "negative"}
        """);
  }

  private Path writeArguments(String name, String... more) throws IOException {
    return Files.writeString(
        directory.resolve(name + ".args"),
        """
        # backtest-worker arguments, one a line
        --strategy=multifactor_long_short
        --price-file=%s
        --bundle-path=%s
        --start-date=%s
        --end-date=%s
        --top-quantile=0.5
        --bottom-quantile=0.5
        --commission-bps=1
        --out=%s
        %s
        """
                .formatted(
                    directory.resolve(PRICES),
                    directory.resolve(BUNDLE),
                    FIRST_DAY.plusDays(DAYS / 2),
                    FIRST_DAY.plusDays(DAYS),
                    directory.resolve(name),
                    String.join("\n", more))
                .stripTrailing()
            + "\n");
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
