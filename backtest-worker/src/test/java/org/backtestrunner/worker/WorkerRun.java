package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One run of the worker's main program inside this JVM.
 *
 * @param exitCode what the process would have ended with
 * @param out its standard output
 * @param err its standard error
 * @param files what it has written, by name; the bytes as ISO 8859-1
 */
record WorkerRun(int exitCode, String out, String err, Map<String, String> files) {

  /** Runs with parameters by underscored name. */
  static WorkerRun of(Map<String, String> parameters, Path outputDirectory) {
    List<String> arguments = new ArrayList<>();
    parameters.forEach((name, value) -> arguments.add("--" + name.replace('_', '-') + "=" + value));
    arguments.add("--out=" + outputDirectory);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    RunLog log = new RunLog(printTo(out), printTo(err));
    WorkerExitCode exitCode = Main.run(arguments.toArray(String[]::new), log, Session.alone());
    return new WorkerRun(
        exitCode.code(),
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8),
        contents(outputDirectory));
  }

  private static PrintStream printTo(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static Map<String, String> contents(Path directory) {
    Map<String, String> contents = new TreeMap<>();
    if (!Files.isDirectory(directory)) {
      return contents;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        contents.put(
            file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return contents;
  }

  /** Asserts that it refused its data in one line which says all of these. */
  void assertRefused(String... fragments) {
    assertEquals(65, exitCode, out + err);
    assertEquals(1, err.lines().count(), err);
    assertTrue(err.startsWith("ERROR "), err);
    for (String fragment : fragments) {
      assertTrue(err.contains(fragment), "'" + fragment + "' is not said: " + err);
    }
    assertFalse(out.contains("\tat "), out);
    assertEquals(Map.of(), files, "a run that is refused writes nothing");
  }

  /** Asserts that it succeeded. */
  WorkerRun assertDone() {
    assertEquals(0, exitCode, out + err);
    assertEquals("", err);
    assertEquals(3, files.size(), files.keySet().toString());
    return this;
  }
}
