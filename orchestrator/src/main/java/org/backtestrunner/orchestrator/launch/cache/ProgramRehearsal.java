package org.backtestrunner.orchestrator.launch.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.launch.contract.ClassArchive;

/**
 * A tiny batch, for the archive of this program's classes.
 *
 * @param directory takes all files
 * @param jvm the words that start a JVM like that of this program, without those that name the jar
 * @param jar this program
 */
record ProgramRehearsal(Path directory, List<String> jvm, Path jar) implements Rehearsal {
  @Override
  public Commands commands(ClassArchive archive, Path classes, Predicate<List<String>> succeeds)
      throws IOException {
    Path prices = directory.resolve("prices.csv");
    Files.writeString(
        prices,
        """
        timestamp,symbol,close
        2020-01-01,A,1
        2020-01-02,A,1
        """);
    Path config = directory.resolve("batch.yaml");
    Files.writeString(
        config,
        """
        batch_name: "tiny"
        output_root: "%s"
        base_args:
          strategy: "buy_and_hold"
          price_file: "%s"
          start_date: "2020-01-01"
          end_date: "2020-01-02"
        grid: {commission_bps: [1]}
        """
            .formatted(yaml(directory), yaml(prices)));
    String cache = directory.resolve("cache").toString();
    String use = "-XX:SharedArchiveFile=" + archive.file();
    return new Commands(
        start(
            List.of("-XX:DumpLoadedClassList=" + classes),
            List.of("batch_backtest", "--cache-dir", cache, "--config-file", config.toString())),
        start(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + classes, use), List.of()),
        start(List.of(use), List.of("--version")));
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
