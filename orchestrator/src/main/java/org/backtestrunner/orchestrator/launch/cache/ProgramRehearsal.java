package org.backtestrunner.orchestrator.launch.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.launch.command.ClassArchive;

/**
 * A tiny batch and a help, for the archive of this program's classes.
 *
 * @param directory takes all files
 * @param jvm the words that start a JVM like that of this program, without those that name the jar
 * @param jar this program
 */
record ProgramRehearsal(Path directory, List<String> jvm, Path jar) implements Rehearsal {
  private static final String RECORD = "-XX:DumpLoadedClassList=";
  private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
  private static final int DAYS = 500;

  @Override
  public Commands commands(ClassArchive archive, Path classes, Predicate<List<String>> succeeds)
      throws IOException {
    Path prices = Files.writeString(directory.resolve("prices.csv"), prices());
    Path config = directory.resolve("batch.yaml");
    Files.writeString(
        config,
        """
        batch_name: "tiny"
        output_root: "%s"
        base_args:
          strategy: "buy_and_hold"
          price_file: "%s"
          start_date: "%s"
          end_date: "%s"
        grid: {commission_bps: [1, 2], spread_bps: [1, 2]}
        """
            .formatted(yaml(directory), yaml(prices), FIRST, FIRST.plusDays(DAYS)));
    String cache = directory.resolve("cache").toString();
    String use = "-XX:SharedArchiveFile=" + archive.file();
    Map<Path, List<String>> recordings = new LinkedHashMap<>();
    Path batch = directory.resolve("batch.classes");
    recordings.put(
        batch,
        start(
            List.of(RECORD + batch),
            List.of("batch_backtest", "--cache-dir", cache, "--config-file", config.toString())));
    Path help = directory.resolve("help.classes");
    recordings.put(help, start(List.of(RECORD + help), List.of("--help")));
    return new Commands(
        recordings,
        start(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + classes, use), List.of()),
        start(List.of(use), List.of("--version")));
  }

  /** One symbol up and down, for long enough that all statistics can be computed. */
  private static String prices() {
    StringBuilder rows = new StringBuilder("timestamp,symbol,close\n");
    for (int day = 0; day < DAYS; day++) {
      int close = 100 + day % 7 * (day % 11);
      rows.append(FIRST.plusDays(day)).append(",A,").append(close).append('\n');
    }
    return rows.toString();
  }

  private static String yaml(Path path) {
    return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private List<String> start(List<String> options, List<String> arguments) {
    return Stream.of(jvm, options, List.of("-jar", jar.toString()), arguments)
        .flatMap(List::stream)
        .toList();
  }
}
