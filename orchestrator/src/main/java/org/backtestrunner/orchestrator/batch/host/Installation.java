package org.backtestrunner.orchestrator.batch.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.launch.execute.ShellText;
import org.backtestrunner.orchestrator.manifest.Versions;

/**
 * Where this program is installed, and what it consists of: a checkout with its scripts in {@code
 * scripts}, or what was unpacked, with scripts in {@code bin} and both jars in {@code lib}.
 */
public final class Installation {
  private static final String WORKER_JAR = "backtest-worker.jar";

  /** Where a terminal says less, it does not know. */
  private static final int NARROWEST_TERMINAL = 20;

  private static final int USUAL_TERMINAL = 80;

  private Installation() {}

  /** The directory of the checkout or installation, as {@code scripts/cli} tells it. */
  private static Optional<Path> home() {
    return Optional.ofNullable(System.getProperty("backtest.home")).map(Path::of);
  }

  /** What is installed beside the program, as configs and documents: the checkout, or below it. */
  public static Path share() {
    Path installed = checkout().resolve("share");
    return Files.isDirectory(installed) ? installed : checkout();
  }

  private static Path ownJar() {
    try {
      return Path.of(
          Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The jar of this program; absolute. */
  public static Path jar() {
    return ownJar().toAbsolutePath();
  }

  /** The worker that runs where a config names none: installed with this program, or as built. */
  public static Path workerJar() {
    // As told comes first: a jar is known by its real path, which may have a colon that no JVM
    // takes.
    Stream<Path> libraries =
        Stream.concat(
            home().map(home -> home.resolve("lib")).stream(), Stream.of(ownJar().getParent()));
    return libraries
        .map(library -> library.resolve(WORKER_JAR))
        .filter(Files::exists)
        .findFirst()
        .orElseGet(() -> checkout().resolve("backtest-worker/target").resolve(WORKER_JAR))
        .toAbsolutePath();
  }

  /** As told, else two directories above that of this jar. */
  private static Path checkout() {
    Path directory = ownJar();
    for (int level = 0; level < 3 && directory.getParent() != null; level++) {
      directory = directory.getParent();
    }
    return home().orElse(directory);
  }

  /** The words that start this program. */
  public static List<String> command() {
    return Stream.of("scripts", "bin")
        .flatMap(scripts -> home().map(home -> home.resolve(scripts).resolve("cli")).stream())
        .filter(Files::isExecutable)
        .findFirst()
        .map(script -> List.of(script.toString()))
        .orElseGet(() -> List.of("java", "-jar", ownJar().toString()));
  }

  /**
   * How wide the terminal is that shows stderr and can rewrite a line, if one does; {@code
   * scripts/cli} knows.
   */
  public static OptionalInt stderrColumns() {
    return "dumb".equals(System.getenv("TERM")) ? OptionalInt.empty() : columns("stderr");
  }

  /** How wide the terminal is that shows stdout, if one does. */
  public static OptionalInt stdoutColumns() {
    return columns("stdout");
  }

  private static OptionalInt columns(String stream) {
    return Stream.of(System.getProperty("backtest." + stream + ".columns", ""))
        .filter(text -> text.matches("[0-9]{1,6}"))
        .mapToInt(Integer::parseInt)
        .map(columns -> columns < NARROWEST_TERMINAL ? USUAL_TERMINAL : columns)
        .findFirst();
  }

  public static String javaVersion() {
    return System.getProperty("java.runtime.version")
        + " ("
        + System.getProperty("java.vendor")
        + ")";
  }

  /** What a batch runs on. */
  public static Versions versions(BatchConfig config) {
    String worker =
        config
            .program()
            .map(program -> ShellText.of(program.command()))
            .orElseGet(() -> versionOf(config.worker().jar()));
    return new Versions(javaVersion(), version(), worker, operatingSystem());
  }

  /** The name of this machine. */
  public static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "unknown";
    }
  }

  private static String operatingSystem() {
    return "%s %s %s"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch"));
  }

  /** This program's version with the commit it was built from. */
  public static String version() {
    return versionOf(ownJar());
  }

  /** The version that a jar's manifest tells. */
  private static String versionOf(Path jar) {
    if (!Files.isRegularFile(jar)) {
      return "unpackaged";
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      return Optional.ofNullable(file.getManifest())
          .map(manifest -> describe(manifest.getMainAttributes()))
          .orElse("unknown");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String describe(Attributes attributes) {
    String version =
        Optional.ofNullable(attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
            .orElse("unknown");
    String commit = attributes.getValue("Git-Commit");
    // Without a repository the build leaves the property's own name there.
    boolean known = commit != null && commit.matches("[0-9a-f]+");
    return known ? version + " (git " + commit + ")" : version;
  }
}
