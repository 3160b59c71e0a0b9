package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.backtestrunner.worker.WorkerProcess.Ended;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run of a batch with a store loads no library, and nothing of the JDK that costs a start: nine
 * tenths of a small run would be theirs.
 */
class LeanPathIT {
  private static final List<String> NOT_LOADED =
      List.of(
          "picocli.",
          "com.fasterxml.",
          "org.yaml.",
          "org.apache.",
          "blue.strategic.",
          "org.slf4j.",
          "java.util.regex.",
          "java.util.stream.",
          "java.util.Formatter",
          "java.util.logging.",
          "java.security.MessageDigest",
          "java.time.format.",
          "java.text.",
          // The first lambda, record comparison, or concatenation at run time brings these.
          "java.lang.runtime.ObjectMethods",
          "java.lang.invoke.InnerClassLambdaMetafactory",
          "java.lang.invoke.StringConcatFactory");

  private static final Pattern LOADED = Pattern.compile("\\] (\\S+) source:");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {"multifactor_long_short", "target_weights", "trend_baseline", "buy_and_hold"})
  void aRunWithAStoreLoadsNoLibrary(String strategy) throws Exception {
    Map<String, String> parameters = inputs();
    parameters.put("strategy", strategy);
    List<String> lines = new ArrayList<>(List.of(Arguments.MARKER));
    parameters.forEach((name, value) -> lines.add("--" + name.replace('_', '-') + "=" + value));
    Path set = directory.resolve("run.store");
    Path arguments = directory.resolve("worker.args");
    lines.add("--out=" + directory.resolve("out"));
    Files.write(arguments, lines);
    Path classesOfPreparation = directory.resolve("preparation.txt");
    Ended prepared =
        worker(
            List.of("-Xlog:class+load:file=" + classesOfPreparation),
            "prepare",
            "@" + arguments,
            "--cache-dir=" + directory.resolve("cache"),
            "--store=" + set);
    assertEquals(0, prepared.code(), prepared.err());
    assertEquals(
        List.of(),
        loaded(classesOfPreparation).stream().filter(name -> name.startsWith("picocli.")).toList());

    Files.writeString(arguments, "--store=" + set + "\n", StandardOpenOption.APPEND);
    Path classes = directory.resolve("classes.txt");
    Ended run = worker(List.of("-Xlog:class+load:file=" + classes), "@" + arguments);
    assertEquals(0, run.code(), run.err());
    assertFalse(run.out().contains(StoredRun.DOUBT), run.out());
    List<String> loaded = loaded(classes);
    assertTrue(loaded.contains("org.backtestrunner.worker.engine.Simulation"), "the log is read");
    for (String prefix : NOT_LOADED) {
      assertEquals(
          List.of(), loaded.stream().filter(name -> name.startsWith(prefix)).toList(), strategy);
    }
  }

  private static Ended worker(List<String> jvmArguments, String... arguments) throws Exception {
    return WorkerProcess.run(
        WorkerProcess.runningJdk(), jvmArguments, Map.of(), List.of(arguments));
  }

  /** Classes that were loaded by our code: the JVM itself brings up some of the others. */
  private static List<String> loaded(Path log) throws IOException {
    List<String> loaded = new ArrayList<>();
    boolean ours = false;
    for (String line : Files.readAllLines(log)) {
      Matcher matcher = LOADED.matcher(line);
      if (matcher.find()) {
        ours |= matcher.group(1).equals("org.backtestrunner.worker.Main");
        if (ours) {
          loaded.add(matcher.group(1));
        }
      }
    }
    return loaded;
  }

  /** Files for every strategy, and parameters that use them. */
  private Map<String, String> inputs() throws IOException {
    StringBuilder prices = new StringBuilder("timestamp,symbol,open,close,volume\n");
    StringBuilder weights = new StringBuilder("timestamp,symbol,weight\n");
    StringBuilder factors = new StringBuilder("timestamp,symbol,own\n");
    StringBuilder groups = new StringBuilder("symbol,sector\n");
    Random random = new Random(4);
    for (int symbol = 0; symbol < 12; symbol++) {
      groups.append("S").append(symbol).append(",G").append(symbol % 3).append('\n');
      double price = 50;
      for (int day = 0; day < 200; day++) {
        LocalDate date = LocalDate.of(2020, 1, 1).plusDays(day);
        price *= Math.exp(0.02 * random.nextGaussian());
        String key = date + ",S" + symbol + ",";
        prices.append(key).append(price).append(',').append(price * 1.001).append(",1000\n");
        weights.append(key).append(random.nextGaussian() / 12).append('\n');
        factors.append(key).append(random.nextGaussian()).append('\n');
      }
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("price_file", write("prices.csv", prices.toString()));
    parameters.put("symbols_file", write("symbols.txt", "S1\nS2\nS3\nS4\nS5\nS6\nS7\nS8\nS9\n"));
    parameters.put("weights_file", write("weights.csv", weights.toString()));
    parameters.put("factor_file", write("factors.csv", factors.toString()));
    parameters.put("groups_file", write("groups.csv", groups.toString()));
    parameters.put(
        "bundle_path",
        write(
            "bundle.yaml",
            "factors:\n- {name: own, weight: 0.5}\n- {name: rv_20, weight: 0.5}\n"
                + "options: {neutralize_by: sector}\n"));
    parameters.put("start_date", "2020-03-01");
    parameters.put("end_date", "2020-06-30");
    parameters.put("fill_price", "open");
    parameters.put("ema_fast", "3");
    parameters.put("ema_slow", "9");
    parameters.put("universe_sample", "0.8");
    return parameters;
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }
}
