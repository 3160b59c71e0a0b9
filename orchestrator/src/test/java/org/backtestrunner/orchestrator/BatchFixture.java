package org.backtestrunner.orchestrator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;

/** A working directory with all that a small batch needs. */
record BatchFixture(Path directory) {
  static final LocalDate FIRST_DAY = LocalDate.of(2015, 1, 1);

  private static final String WORKER_DOCUMENT = "META-INF/backtest-worker.json";

  /** Writes a file below the directory. */
  Path write(String name, String text) {
    Path file = directory.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Writes random walks, the same ones every time, on the weekdays from {@link #FIRST_DAY} on. */
  Path writePrices(String name, int symbols, int days) {
    StringBuilder text = new StringBuilder("timestamp,symbol,open,high,low,close,volume\n");
    Random random = new Random(7);
    for (int s = 0; s < symbols; s++) {
      double close = 50 + 10 * s;
      LocalDate day = FIRST_DAY;
      for (int d = 0; d < days; day = day.plusDays(1)) {
        if (day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
          double open = close;
          close *= Math.exp(0.0003 + 0.02 * random.nextGaussian());
          text.append(
              String.format(
                  Locale.ROOT,
                  "%s,S%d,%.4f,%.4f,%.4f,%.4f,%d\n",
                  day,
                  s,
                  open,
                  Math.max(open, close) * 1.002,
                  Math.min(open, close) * 0.998,
                  close,
                  1000 + random.nextInt(1000)));
          d++;
        }
      }
    }
    return write(name, text.toString());
  }

  /** Writes a bundle of one factor. */
  Path writeBundle(String name) {
    return write(
        name,
        """
        universe: "test"
        factors:
          - {name: "returns_1m", weight: 1.0, direction: "positive"}
        """);
  }

  /**
   * Makes a batch of the real worker in {@code batch.yaml}: 8 symbols, 300 days, a factor.
   *
   * @param more keys of the config with their values: runs, grid and what else
   */
  void writeBatch(String name, String more) {
    writePrices("prices.csv", 8, 300);
    writeBundle("bundle.yaml");
    write(
        "batch.yaml",
        """
        batch_name: "%s"
        output_root: "out"
        base_args:
          strategy: "multifactor_long_short"
          price_file: "prices.csv"
          bundle_path: "bundle.yaml"
          start_date: "2015-03-01"
          end_date: "2015-12-31"
        %s"""
            .formatted(name, more));
  }

  /**
   * Makes a batch of {@link UnrulyWorker}s in {@code batch.yaml}.
   *
   * @param more further keys of the config with their values, or nothing
   * @param ids of the runs, whose first words say how they behave
   */
  void writeStubBatch(String name, String more, String... ids) {
    makeWorker("stub.jar", UnrulyWorker.class);
    write("prices.csv", "timestamp,symbol,close\n2015-01-02,A,100\n");
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      // Otherwise they would be told to be identical.
      runs.add("{id: \"%s\", overrides: {seed: %d}}".formatted(ids[i], i));
    }
    writeConfig(name, "stub.jar", more, runs);
  }

  /**
   * Writes {@code batch.yaml} for a worker other than ours.
   *
   * @param more further keys with their values, or nothing
   * @param runs each a mapping in braces
   */
  void writeConfig(String name, String workerJar, String more, List<String> runs) {
    write(
        "batch.yaml",
        """
        batch_name: "%s"
        output_root: "out"
        worker_jar: "%s"
        %s
        base_args:
          strategy: "buy_and_hold"
          price_file: "prices.csv"
          start_date: "2015-01-01"
          end_date: "2015-12-31"
          universe_sample: 0.5
        runs:
          - %s
        """
            .formatted(name, workerJar, more, String.join("\n  - ", runs)));
  }

  /** Makes such a worker that executes several runs, one after another, too. */
  void makeServingWorker(String name, Class<?> main) {
    makeWorker(name, main, "prepared_from|inspected_from|outputs", true);
  }

  /**
   * Makes a worker jar of one class, which can execute runs and nothing else. Equal every time, as
   * the same worker that it is.
   *
   * @param main needs no other class of ours
   */
  void makeWorker(String name, Class<?> main) {
    makeWorker(name, main, "prepared_from|inspected_from|outputs", false);
  }

  /** Makes such a worker that says that it can look at inputs, which it cannot. */
  void makeInspectingWorker(String name, Class<?> main) {
    makeWorker(name, main, "prepared_from|outputs", false);
  }

  /**
   * @param cannot what it does not declare to do
   */
  private void makeWorker(String name, Class<?> main, String cannot, boolean serves) {
    String manifest = "Manifest-Version: 1.0\nMain-Class: " + main.getName() + "\n";
    String classFile = main.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(directory.resolve(name));
        JarOutputStream jar = new JarOutputStream(file);
        JarFile worker = new JarFile(CommandLineRun.WORKER_JAR.toFile());
        InputStream document = worker.getInputStream(worker.getEntry(WORKER_DOCUMENT));
        InputStream stub = main.getClassLoader().getResourceAsStream(classFile)) {
      addEntry(jar, JarFile.MANIFEST_NAME, manifest.getBytes(StandardCharsets.UTF_8));
      String declared = new String(document.readAllBytes(), StandardCharsets.UTF_8);
      String declaredOfOther =
          declared
              .replaceAll("(\"(" + cannot + ")\" : )\\[[^]]*]", "$1[ ]")
              .replace("\"serves\" : true", "\"serves\" : " + serves)
              .replace("\"csv_safe\" : true", "\"csv_safe\" : false");
      addEntry(jar, WORKER_DOCUMENT, declaredOfOther.getBytes(StandardCharsets.UTF_8));
      addEntry(jar, classFile, stub.readAllBytes());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void addEntry(JarOutputStream jar, String name, byte[] content)
      throws IOException {
    JarEntry entry = new JarEntry(name);
    entry.setTimeLocal(FIRST_DAY.atStartOfDay());
    jar.putNextEntry(entry);
    jar.write(content);
  }

  /** Calls {@code batch_backtest} on {@code batch.yaml} and waits for its end. */
  Result batch(String... options) {
    return CommandLineRun.call(directory, batchArguments(options));
  }

  /** Starts {@code batch_backtest} on {@code batch.yaml}. */
  CommandLineRun startBatch(String... options) {
    return CommandLineRun.start(directory, batchArguments(options));
  }

  static String[] batchArguments(String... options) {
    return arguments(List.of("batch_backtest", "--config-file", "batch.yaml"), options);
  }

  /** Calls {@code check_health} on the output root that all batches of this fixture have. */
  Result checkHealth(String... options) {
    return CommandLineRun.call(
        directory, arguments(List.of("check_health", "--batch-root", "out"), options));
  }

  private static String[] arguments(List<String> first, String... more) {
    return Stream.concat(first.stream(), Stream.of(more)).toArray(String[]::new);
  }

  /** What a batch with the usual output root has written. */
  BatchOutput output(String batchName) {
    return new BatchOutput(directory.resolve("out").resolve(batchName));
  }
}
