package org.backtestrunner.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A run of which one thing is wrong.
 *
 * @param what the fault in a few words
 * @param parameters by name; a value that begins with {@code @} is a file of the case
 * @param files contents by name
 * @param said what the error must say; {@code @NAME} is the path of a file of the case
 */
record BadInput(
    String what, Map<String, String> parameters, Map<String, byte[]> files, List<String> said) {

  static final String PRICES =
      """
      timestamp,symbol,close
      2020-01-02,A,10
      2020-01-02,B,20
      2020-01-03,A,11
      2020-01-03,B,19
      2020-01-06,A,12
      2020-01-06,B,21
      """;

  static final String BUNDLE = "factors: [{name: alpha, weight: 1}]\n";
  static final String FACTORS = "timestamp,symbol,alpha\n2020-01-02,A,1\n2020-01-02,B,2\n";

  BadInput {
    parameters = new LinkedHashMap<>(parameters);
    files = new LinkedHashMap<>(files);
  }

  /** Bytes as gzip packs them. */
  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /** A good run that buys and holds what is in {@code prices}, before its fault is put in. */
  static BadInput of(String what, String... said) {
    return new BadInput(
        what,
        Map.of(
            "strategy", "buy_and_hold",
            "price_file", "@prices",
            "start_date", "2020-01-01",
            "end_date", "2020-12-31"),
        Map.of("prices", bytes(PRICES)),
        List.of(said));
  }

  /** A good run of a bundle with the factor {@code alpha} from a file. */
  static BadInput ofFactors(String what, String... said) {
    return of(what, said)
        .with("strategy", "multifactor_long_short")
        .with("bundle_path", "@bundle")
        .with("factor_file", "@factors")
        .file("bundle", BUNDLE)
        .file("factors", FACTORS);
  }

  BadInput with(String parameter, String value) {
    BadInput changed = new BadInput(what, parameters, files, said);
    changed.parameters.put(parameter, value);
    return changed;
  }

  BadInput file(String name, String text) {
    return file(name, bytes(text));
  }

  BadInput file(String name, byte[] content) {
    BadInput changed = new BadInput(what, parameters, files, said);
    changed.files.put(name, content);
    return changed;
  }

  /** Writes the files and runs. */
  WorkerRun run(Path directory) {
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(directory.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Map<String, String> resolved = new LinkedHashMap<>();
    parameters.forEach((name, value) -> resolved.put(name, inDirectory(value, directory)));
    return WorkerRun.of(resolved, directory.resolve("out"));
  }

  /** Runs, and asserts that the run is refused for the right reason. */
  void assertRefused(Path directory) {
    run(directory)
        .assertRefused(
            said.stream().map(part -> inDirectory(part, directory)).toArray(String[]::new));
  }

  private static String inDirectory(String text, Path directory) {
    return text.startsWith("@") ? directory.resolve(text.substring(1)).toString() : text;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return what;
  }
}
