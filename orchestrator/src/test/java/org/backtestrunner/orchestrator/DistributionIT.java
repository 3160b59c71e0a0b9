package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive to install, unpacked where there is neither Maven nor Git nor a source. */
class DistributionIT {
  /** All that the scripts and these tests call. */
  private static final List<String> TOOLS =
      List.of("bash", "cksum", "cp", "env", "gzip", "mkdir", "readlink", "tar");

  @TempDir Path directory;
  private Path installed;
  private Path work;

  @BeforeEach
  void unpack() throws IOException {
    Path tools = Files.createDirectories(directory.resolve("tools"));
    for (String tool : TOOLS) {
      Path script = tools.resolve(tool);
      Files.writeString(script, "#!/bin/sh\nexec " + find(tool) + " \"$@\"\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Path place = Files.createDirectories(directory.resolve("in stalled"));
    Result unpacked = call(place, "tar", "-xzf", archive().toString());
    assertEquals(0, unpacked.exitCode(), unpacked::told);
    try (Stream<Path> entries = Files.list(place)) {
      installed = entries.findFirst().orElseThrow();
    }
    work = Files.createDirectories(directory.resolve("my work"));
  }

  /** The first call has left a process that makes the archive of classes. */
  @AfterEach
  void endWhatWorksInTheBackground() {
    makers().forEach(ProcessHandle::destroy);
    CommandLineRun.await("the end of what works in the background", () -> makers().isEmpty());
  }

  private List<ProcessHandle> makers() {
    return CommandLineRun.processes("make_archive", installed.toString());
  }

  /** Of the version that was built. */
  private static Path archive() throws IOException {
    try (JarFile jar = new JarFile(CommandLineRun.HOME + "/orchestrator/target/orchestrator.jar")) {
      String version = jar.getManifest().getMainAttributes().getValue("Implementation-Version");
      return CommandLineRun.HOME.resolve("target/backtest-runner-" + version + ".tar.gz");
    }
  }

  private static Path find(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(place -> Path.of(place, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private Result call(Path from, String... command) {
    Map<String, String> environment =
        Map.of(
            "PATH", directory.resolve("tools").toString(),
            "HOME", directory.toString(),
            "XDG_CACHE_HOME", directory.resolve("caches").toString(),
            "JAVA_HOME", System.getProperty("java.home"));
    List<String> words = new ArrayList<>(List.of(command));
    words.set(0, command[0].contains("/") ? command[0] : find(command[0]).toString());
    return CommandLineRun.call(from, environment, words);
  }

  private Result cli(String... arguments) {
    List<String> words = new ArrayList<>(List.of(installed.resolve("bin/cli").toString()));
    words.addAll(List.of(arguments));
    return call(work, words.toArray(String[]::new));
  }

  @Test
  void theQuickStartRuns() throws IOException {
    Result copied = call(work, "cp", "-R", installed.resolve("share/configs").toString(), ".");
    assertEquals(0, copied.exitCode(), copied::told);

    Result result = cli("batch_backtest", "configs/batch_example.yaml");

    assertEquals(0, result.exitCode(), result::told);
    BatchOutput output = new BatchOutput(work.resolve("output/batch_backtests/batch_example"));
    assertEquals(Collections.nCopies(5, "success"), output.column("status"));
    String version = cli("--version").out().get(0).replace("backtest-runner ", "");
    String manifest = BatchOutput.text(output.directory().resolve("batch_manifest.json"));
    assertTrue(manifest.contains("\"orchestrator\" : \"" + version + "\""), manifest);
    Result health = call(work, installed.resolve("bin/check_health").toString());
    assertTrue(health.outText().contains("5 success, 0 failed"), health::told);
  }

  @Test
  void anExampleThatWasNotCopiedSaysFromWhereToRunIt() {
    Path share = installed.resolve("share");

    Result result = cli("batch_backtest", share.resolve("configs/batch_example.yaml").toString());

    assertEquals(2, result.exitCode(), result::told);
    assertTrue(result.errText().contains("run from there (cd '" + share + "')"), result::told);
  }

  @Test
  void theExamplesOfTheHelpNameTheScriptThatIsInstalled() {
    Result result = cli("help", "batch_backtest");

    assertTrue(result.outText().contains("\n  bin/cli batch_backtest "), result::told);
    assertTrue(Files.isExecutable(installed.resolve("bin/cli")));
  }

  @Test
  void whatTheDocumentsLinkToIsThere() throws IOException {
    for (Path document : documents()) {
      Pattern link = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
      for (MatchResult target : link.matcher(BatchOutput.text(document)).results().toList()) {
        Path file = document.resolveSibling(target.group(1));
        assertTrue(Files.exists(file), () -> document + " links to " + file);
      }
    }
  }

  private List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(installed)) {
      return files.filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  @Test
  void everyClassBelongsToALibraryWhoseLicenceIsNamed() throws IOException {
    String named = BatchOutput.text(installed.resolve("share/licences/README.md"));
    List<String> packages =
        Pattern.compile("`([a-z0-9]+(?:\\.[a-z0-9]+)*)`")
            .matcher(named)
            .results()
            .map(match -> match.group(1).replace('.', '/') + "/")
            .toList();
    assertTrue(packages.contains("picocli/"), packages::toString);
    for (String file : List.of("orchestrator.jar", "backtest-worker.jar")) {
      try (JarFile jar = new JarFile(installed.resolve("lib").resolve(file).toFile())) {
        List<String> strangers =
            jar.stream()
                .map(entry -> entry.getName().replaceFirst("^META-INF/versions/\\d+/", ""))
                .filter(name -> name.endsWith(".class"))
                .filter(name -> !name.startsWith("org/backtestrunner/"))
                .filter(name -> packages.stream().noneMatch(name::startsWith))
                .toList();
        assertEquals(List.of(), strangers, file);
      }
    }
  }
}
