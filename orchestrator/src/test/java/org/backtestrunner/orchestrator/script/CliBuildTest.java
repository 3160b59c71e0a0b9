package org.backtestrunner.orchestrator.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.backtestrunner.orchestrator.script.ScriptSandbox.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When {@code scripts/cli} builds the jars, and what the user sees of it. */
@Timeout(120)
class CliBuildTest {
  private static final String FIRST_USE = "Building the jars (first use) ...";
  private static final String CHANGED = "Building the jars (sources have changed) ...";

  @TempDir Path directory;
  private ScriptSandbox sandbox;

  @BeforeEach
  void setUp() throws Exception {
    sandbox = new ScriptSandbox(directory);
  }

  @Test
  void theFirstUseBuildsWithOneLineAndTheSecondIsSilent() throws Exception {
    assertEquals(List.of(FIRST_USE), launch().err());
    assertEquals(List.of(), launch().err());

    assertEquals(1, sandbox.callsOfMaven().size());
    String call = sandbox.callsOfMaven().get(0);
    assertTrue(call.startsWith("mvn in " + sandbox.project() + ": "), call);
    assertTrue(call.contains(" -B ") && call.contains(" -DskipTests "), call);
    assertTrue(call.contains(" -Dspotless.check.skip=true ") && call.contains(" package"), call);
    assertTrue(call.endsWith("(JAVA_HOME " + sandbox.jdk() + ")"), call);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom.xml",
        "orchestrator/pom.xml",
        "backtest-worker/pom.xml",
        "orchestrator/src/main/java/Main.java",
        "backtest-worker/src/main/java/Main.java"
      })
  void aNewerSourceBuildsAgainOnce(String source) throws Exception {
    launch();
    sandbox.makeEverythingOld();
    Files.setLastModifiedTime(
        sandbox.project().resolve(source), FileTime.from(Instant.now().minusSeconds(5)));

    assertEquals(List.of(CHANGED), launch().err());
    assertEquals(List.of(), launch().err());
    assertEquals(2, sandbox.callsOfMaven().size());
  }

  @Test
  void aDeletedSourceBuildsAgain() throws Exception {
    launch();
    sandbox.makeEverythingOld();
    Files.delete(sandbox.source("backtest-worker"));
    assertEquals(List.of(CHANGED), launch().err());
  }

  @Test
  void aSourceChangedDuringTheBuildBuildsAgain() throws Exception {
    sandbox.installMaven(
        """
        sleep 0.1
        touch orchestrator/src/main/java/Main.java
        for m in orchestrator backtest-worker; do mkdir -p $m/target; : >$m/target/$m.jar; done
        """);
    launch();
    assertEquals(List.of(CHANGED), launch().err());
  }

  @Test
  void aBuildThatWasKilledIsDoneAgain() throws Exception {
    sandbox.installMaven(
        """
        for m in orchestrator backtest-worker; do mkdir -p $m/target; : >$m/target/$m.jar; done
        : >made
        for i in 1 2 3 4 5 6 7 8 9; do sleep 0.1; done
        """);
    Process killed = sandbox.start("", cli());
    Awaitility.await().until(() -> Files.exists(sandbox.project().resolve("made")));
    killed.toHandle().destroyForcibly();
    assertEquals(137, ScriptSandbox.finish(killed).exitCode());
    sandbox.installMaven("");
    Result result = sandbox.run(cli());

    assertEquals(2, sandbox.callsOfMaven().size());
    // The killed build's Maven may hold the lock a moment longer, which is told first.
    assertTrue(
        result.err().contains("Building the jars (the last build did not finish) ..."),
        result.err().toString());
    assertEquals(4, result.exitCode(), "half-made jars are not used");
  }

  @Test
  void aFailedBuildShowsWhatMavenSaid() throws Exception {
    sandbox.installMaven(
        """
        echo '[INFO] --- maven-compiler-plugin:3.16.0:compile (default-compile) @ worker ---'
        printf '[WARNING] something else\\n[INFO]\\n\\n'
        printf '\\033[0m[ERROR] Main.java:[3,1] no such class\\n  symbol: x\\n\\033[0m\\033[0m'
        exit 1
        """);
    Result result = sandbox.run(cli());

    assertEquals(4, result.exitCode());
    assertEquals(List.of(), result.out());
    assertEquals(FIRST_USE, result.err().get(0));
    assertEquals("  Compiling worker ...", result.err().get(1));
    assertEquals("[ERROR] Main.java:[3,1] no such class", result.err().get(2));
    assertEquals("  symbol: x", result.err().get(3));
    assertTrue(
        result.err().get(4).startsWith("Error: The build of the jars failed (mvn exit code 1)"));
    assertEquals(5, result.err().size(), result.err()::toString);
  }

  @Test
  void whatMavenSaysOfASuccessIsNotShown() throws Exception {
    sandbox.installMaven(
        """
        echo noise
        echo more noise >&2
        for m in orchestrator backtest-worker; do mkdir -p $m/target; : >$m/target/$m.jar; done
        """);
    Result result = launch();
    assertEquals(List.of(FIRST_USE), result.err());
    assertTrue(result.out().get(0).startsWith("java in "), result.out()::toString);
  }

  /** Lines as Maven 3.8, 3.9 and 4 write them. */
  @Test
  void theStepsThatTakeLongAreShownALineEach() throws Exception {
    sandbox.installMaven(
        """
        echo '[INFO] Scanning for projects...'
        echo '[INFO] Downloading from central: https://repo.maven.apache.org/a.pom'
        echo '[INFO] Downloaded from central: https://repo.maven.apache.org/a.pom (2.5 kB at 26 kB/s)'
        echo '[INFO] Downloading from central: https://repo.maven.apache.org/b.pom'
        echo '[INFO] --- maven-enforcer-plugin:3.7.0:enforce (toolchain) @ backtest-worker ---'
        echo '[INFO] --- maven-compiler-plugin:3.16.0:compile (default-compile) @ backtest-worker ---'
        echo '[INFO] Compiling 133 source files with javac [debug release 17] to target/classes'
        echo '[INFO] --- maven-compiler-plugin:3.16.0:testCompile (default) @ backtest-worker ---'
        echo '[INFO] Downloading from central: https://repo.maven.apache.org/c.pom'
        echo '[INFO] --- shade:3.6.2:shade (default) @ backtest-worker ---'
        echo '[INFO] --- compiler:3.16.0:compile (default-compile) @ orchestrator ---'
        for m in orchestrator backtest-worker; do mkdir -p $m/target; : >$m/target/$m.jar; done
        """);

    assertEquals(
        List.of(
            FIRST_USE,
            "  Downloading libraries ...",
            "  Compiling backtest-worker ...",
            "  Packing backtest-worker with its libraries ...",
            "  Compiling orchestrator ..."),
        launch().err());
    List<String> log = Files.readAllLines(sandbox.project().resolve("target/build.log"));
    assertEquals(11, log.size(), log::toString);
  }

  @Test
  void aMissingMavenIsOneSentence() throws Exception {
    Files.delete(sandbox.tools().resolve("mvn"));
    Result result = sandbox.run(cli());

    assertEquals(4, result.exitCode());
    assertEquals(
        List.of(
            "Error: No mvn found on the PATH: install Maven 3.6.3 or newer, which builds the jars on"
                + " first use."),
        result.err());
  }

  @Test
  void aMissingCompilerIsOneSentence() throws Exception {
    Files.delete(sandbox.jdk().resolve("bin/javac"));
    Result result = sandbox.run(cli());

    assertEquals(4, result.exitCode());
    assertEquals(
        List.of(
            "Error: No javac found on the PATH: install a JDK 17 or newer and set JAVA_HOME to it."),
        result.err());
  }

  @Test
  void builtJarsNeedNeitherMavenNorCompiler() throws Exception {
    launch();
    Files.delete(sandbox.tools().resolve("mvn"));
    Files.delete(sandbox.jdk().resolve("bin/javac"));
    assertEquals(List.of(), launch().err());

    Files.setLastModifiedTime(
        sandbox.source("orchestrator"), FileTime.from(Instant.now().plusSeconds(5)));
    Result result = launch();
    assertEquals(1, result.err().size());
    assertTrue(
        result.err().get(0).startsWith("Warning: sources are newer than the jars, which are used"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void twoFirstUsesAtOnceBuildOnce(boolean withFlock) throws Exception {
    if (!withFlock) {
      Files.delete(sandbox.tools().resolve("flock"));
    }
    sandbox.installMaven(
        """
        sleep 1
        for m in orchestrator backtest-worker; do mkdir -p $m/target; : >$m/target/$m.jar; done
        """);
    Process first = sandbox.start("", cli());
    Process second = sandbox.start("", cli());
    Result firstResult = ScriptSandbox.finish(first);
    Result secondResult = ScriptSandbox.finish(second);

    assertEquals(7, firstResult.exitCode(), firstResult.err()::toString);
    assertEquals(7, secondResult.exitCode(), secondResult.err()::toString);
    assertEquals(1, sandbox.callsOfMaven().size());
    assertEquals(List.of(), launch().err());
  }

  @Test
  void withoutFlockTheLockOfADeadProcessIsTakenOver() throws Exception {
    Files.delete(sandbox.tools().resolve("flock"));
    Process dead = sandbox.start("", "bash", "-c", "exit 0");
    dead.waitFor();
    Path lock = sandbox.project().resolve("target/build.owner");
    Files.createDirectories(lock.getParent());
    Files.createSymbolicLink(lock, Path.of(Long.toString(dead.pid())));

    assertEquals(List.of(FIRST_USE), launch().err());
  }

  private Result launch() throws Exception {
    Result result = sandbox.run(cli());
    assertEquals(7, result.exitCode(), () -> "exit code of java; " + result.err());
    return result;
  }

  private String cli() {
    return sandbox.project().resolve("scripts/cli").toString();
  }
}
