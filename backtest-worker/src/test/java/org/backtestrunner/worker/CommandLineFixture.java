package org.backtestrunner.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Calls the worker's entry point in this JVM, in a directory with a good price file. */
final class CommandLineFixture {
  private final Path directory;

  /** The end of a worker: its code and what it wrote. */
  record Ended(int code, String out, String err) {}

  CommandLineFixture(Path directory) {
    this.directory = directory;
    write("prices.csv", "timestamp,symbol,close\n2020-01-01,A,10\n2020-01-02,A,11\n");
  }

  static Ended run(List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    RunLog log =
        new RunLog(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    int code = Main.run(arguments.toArray(new String[0]), log, Session.alone()).code();
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs with the options of a good run and further ones. */
  Ended runWith(String... further) {
    List<String> arguments = new ArrayList<>(goodOptions());
    arguments.addAll(List.of(further));
    return run(arguments);
  }

  /** {@code --name=value} options of a run that ends well. */
  List<String> goodOptions() {
    return List.of(
        "--strategy=buy_and_hold",
        "--price-file=" + path("prices.csv"),
        "--start-date=2020-01-01",
        "--end-date=2020-12-31",
        "--out=" + path("out"));
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  Path write(String name, String text) {
    try {
      return Files.writeString(path(name), text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The names of what a directory holds, sorted; empty where it is missing. */
  List<String> filesIn(String name) {
    if (!Files.exists(path(name))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path(name))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
