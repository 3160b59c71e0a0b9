package org.backtestrunner.orchestrator.batch;

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
import org.backtestrunner.orchestrator.manifest.Versions;

/** Where this program is installed, and what it consists of. */
public final class Installation {
  private static final Path WORKER_JAR =
      Path.of("backtest-worker", "target", "backtest-worker.jar");

  /** Where a terminal says less, it does not know. */
  private static final int NARROWEST_TERMINAL = 20;

  private static final int USUAL_TERMINAL = 80;

  private Installation() {}

  /**
   * The project's directory: as {@code scripts/cli} tells it, else two above the directory of this
   * jar.
   */
  private static Path home() {
    String told = System.getProperty("backtest.home");
    if (told != null) {
      return Path.of(told);
    }
    Path home = ownJar();
    for (int level = 0; level < 3 && home.getParent() != null; level++) {
      home = home.getParent();
    }
    return home;
  }

  private static Path ownJar() {
    try {
      return Path.of(
          Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The worker that runs where a config names none. */
  public static Path workerJar() {
    return home().resolve(WORKER_JAR).toAbsolutePath();
  }

  /** The words that start this program. */
  public static List<String> command() {
    Path script = home().resolve("scripts").resolve("cli");
    return System.getProperty("backtest.home") != null && Files.isExecutable(script)
        ? List.of(script.toString())
        : List.of("java", "-jar", ownJar().toString());
  }

  /**
   * How wide the terminal is that shows stderr and can rewrite a line, if one does; {@code
   * scripts/cli} knows.
   */
  static OptionalInt stderrColumns() {
    return "dumb".equals(System.getenv("TERM")) ? OptionalInt.empty() : columns("stderr");
  }

  /** How wide the terminal is that shows stdout, if one does. */
  static OptionalInt stdoutColumns() {
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
  static Versions versions(Path workerJar) {
    return new Versions(javaVersion(), version(), versionOf(workerJar), operatingSystem());
  }

  /** The name of this machine. */
  static String host() {
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
