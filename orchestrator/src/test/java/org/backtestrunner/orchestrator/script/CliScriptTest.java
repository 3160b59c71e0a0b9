package org.backtestrunner.orchestrator.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.backtestrunner.orchestrator.script.ScriptSandbox.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scripts/cli} and {@code scripts/check_health}: from a user's call to the JVM's. */
@Timeout(120)
class CliScriptTest {
  @TempDir Path directory;
  private ScriptSandbox sandbox;

  @BeforeEach
  void setUp() throws Exception {
    sandbox = new ScriptSandbox(directory);
  }

  @Test
  void theJvmGetsTheArgumentsTheCallersDirectoryAndTheProjectsHome() throws Exception {
    Result result = sandbox.run(cli(), "batch_backtest", "--config-file", "my batch.yaml", "", "*");

    assertEquals(7, result.exitCode(), () -> result.err().toString());
    assertEquals("java in " + sandbox.elsewhere(), result.out().get(0));
    int jar =
        result.out().indexOf("<" + sandbox.project() + "/orchestrator/target/orchestrator.jar>");
    assertEquals("<-jar>", result.out().get(jar - 1));
    assertEquals(
        List.of("<batch_backtest>", "<--config-file>", "<my batch.yaml>", "<>", "<*>"),
        result.out().subList(jar + 1, result.out().size()));
    List<String> flags = result.out().subList(1, jar - 1);
    assertTrue(flags.contains("<-Dbacktest.home=" + sandbox.project() + ">"), flags::toString);
    assertTrue(flags.stream().noneMatch(flag -> flag.contains(".columns=")), flags::toString);
    String options = sandbox.project() + "/scripts/jvm.options";
    assertTrue(flags.contains("<@" + options + ">"), flags::toString);
    assertTrue(Files.isRegularFile(Path.of(options)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"})
  void aCollectorOfTheEnvironmentIsTheOnlyOne(String variable) throws Exception {
    String call = "export " + variable + "='-Xmx1g %s'; exec \"$0\" describe";

    Result other = sandbox.run("bash", "-c", call.formatted("-XX:+UseSerialGC"), cli());
    assertFalse(other.out().contains("<-XX:+UseG1GC>"), other.out()::toString);
    Result none = sandbox.run("bash", "-c", call.formatted("-Xss1m"), cli());
    assertTrue(none.out().contains("<-XX:+UseG1GC>"), none.out()::toString);
  }

  @Test
  void anInstalledProgramIsNotBuilt() throws Exception {
    Path installed = install();
    Files.delete(sandbox.jdk().resolve("bin/javac"));

    Result result = sandbox.run(installed.resolve("bin/cli").toString(), "describe");

    assertEquals(7, result.exitCode(), () -> result.err().toString());
    assertEquals(List.of(), result.err());
    assertEquals(List.of(), sandbox.callsOfMaven());
    assertTrue(
        result
            .out()
            .containsAll(
                List.of(
                    "<@" + installed + "/lib/jvm.options>",
                    "<-Dbacktest.home=" + installed + ">",
                    "<-Dbacktest.cli=bin/cli>",
                    "<" + installed + "/lib/orchestrator.jar>",
                    "<describe>")),
        result.out()::toString);
  }

  @Test
  void anInstalledProgramWithoutItsJarSaysSo() throws Exception {
    Path installed = install();
    Files.delete(installed.resolve("lib/orchestrator.jar"));

    Result result = sandbox.run(installed.resolve("bin/cli").toString());

    assertEquals(4, result.exitCode());
    assertEquals(
        List.of(
            "Error: "
                + installed
                + "/lib/orchestrator.jar is missing: this installation is not complete, unpack it"
                + " again."),
        result.err());
  }

  /** What the script looks at, without a program. */
  private Path install() throws Exception {
    Path installed = directory.toRealPath().resolve("in stalled");
    Files.createDirectories(installed.resolve("bin"));
    Files.copy(Path.of(cli()), installed.resolve("bin/cli"), StandardCopyOption.COPY_ATTRIBUTES);
    ScriptSandbox.write(installed.resolve("lib/orchestrator.jar"), "");
    return installed;
  }

  @Test
  void aLinkToTheDirectoryOfTheScriptsWorks() throws Exception {
    Path link = sandbox.elsewhere().resolve("my scripts");
    Files.createSymbolicLink(link, sandbox.project().resolve("scripts"));

    for (String script : List.of("cli", "check_health")) {
      Result result = sandbox.run(link.resolve(script).toString());
      assertEquals(7, result.exitCode(), () -> script + ": " + result.err());
      assertTrue(result.out().contains("<-Dbacktest.home=" + sandbox.project() + ">"), script);
    }
  }

  @Test
  void aColonInThePathThatCannotBeAvoidedIsOneSentence() throws Exception {
    Path odd = directory.resolve("at 12:30");
    Files.move(sandbox.project(), odd);
    String call = "export XDG_CACHE_HOME=/dev/null; exec \"$0\" describe";

    Result result = sandbox.run("bash", "-c", call, odd.resolve("scripts/cli").toString());

    assertEquals(4, result.exitCode());
    assertEquals(1, result.err().size(), result.err()::toString);
    String start =
        "Error: Java cannot run from " + odd.toRealPath() + ", which has a colon in it, ";
    assertTrue(result.err().get(0).startsWith(start), result.err()::toString);
  }

  @Test
  void aColonInThePathIsNotAvoidedByALinkThatOthersCanChange() throws Exception {
    Path odd = directory.resolve("at 12:30");
    Files.move(sandbox.project(), odd);
    Path caches = Files.createDirectories(sandbox.elsewhere().resolve("caches"));
    String call = "export XDG_CACHE_HOME='" + caches + "'; exec \"$0\" describe";
    String script = odd.resolve("scripts/cli").toString();

    assertEquals(7, sandbox.run("bash", "-c", call, script).exitCode());
    Files.setPosixFilePermissions(caches, PosixFilePermissions.fromString("rwxrwxrwx"));
    Result result = sandbox.run("bash", "-c", call, script);

    assertEquals(4, result.exitCode(), () -> result.out().toString());
    assertEquals(1, result.err().size(), result.err()::toString);
    assertTrue(result.err().get(0).contains("other users"), result.err()::toString);
  }

  @Test
  void noArchiveOfClassesIsUsedThatIsALinkOrBelongsToAnotherUser() throws Exception {
    Path archive = archive();
    Files.writeString(archive, "classes");
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(5)));
    String use = "<-XX:SharedArchiveFile=" + archive + ">";
    assertTrue(sandbox.run(cli()).out().contains(use));

    Path elsewhere = Files.move(archive, sandbox.elsewhere().resolve("planted"));
    Files.createSymbolicLink(archive, elsewhere);
    assertFalse(sandbox.run(cli()).out().contains(use));

    Files.move(elsewhere, archive, StandardCopyOption.REPLACE_EXISTING);
    assumeTrue(Files.getAttribute(archive, "unix:uid").equals(0), "needs the superuser");
    Files.setAttribute(archive, "unix:uid", 4711);
    Result foreign = sandbox.run(cli());
    assertFalse(foreign.out().contains(use), foreign.out()::toString);
    assertFalse(foreign.out().toString().contains("archive.missing"), "nor made again and again");
    Files.setAttribute(
        sandbox.project().resolve("orchestrator/target/orchestrator.jar"), "unix:uid", 4711);
    assertTrue(sandbox.run(cli()).out().contains(use), "whose jar is used anyway");
  }

  @ParameterizedTest
  @CsvSource({"batch_backtest, 4", "check_health, 3", "describe, 4"})
  void aJvmThatDoesNotStartIsNoResultOfTheCommand(String command, int exitCode) throws Exception {
    ScriptSandbox.writeScript(
        sandbox.jdk().resolve("bin/java"),
        """
        echo "Picked up JAVA_TOOL_OPTIONS: $JAVA_TOOL_OPTIONS" >&2
        echo "Unrecognized VM option 'Nonsense'" >&2
        echo 'Error: Could not create the Java Virtual Machine.' >&2
        echo 'Error: A fatal exception has occurred. Program will exit.' >&2
        exit 1
        """);
    String call = "export JAVA_TOOL_OPTIONS=-XX:+Nonsense; exec \"$0\" " + command;

    Result result = sandbox.run("bash", "-c", call, cli());

    assertEquals(exitCode, result.exitCode(), () -> result.err().toString());
    List<String> errors = result.err().stream().filter(e -> e.startsWith("Error: ")).toList();
    assertEquals(1, errors.size(), result.err()::toString);
    assertTrue(
        errors.get(0).contains("does not start")
            && errors.get(0).contains(": Unrecognized VM option 'Nonsense'; "),
        errors::toString);
  }

  @Test
  void aJvmThatHasBeenAtWorkHereIsNotTriedBeforeEveryCall() throws Exception {
    Path tried = sandbox.elsewhere().resolve("tried");
    ScriptSandbox.writeScript(
        sandbox.jdk().resolve("bin/java"),
        """
        [ "${*: -1}" != -version ] || { echo once >>tried; exit 0; }
        printf '<%s>\\n' "$@"
        exit 1
        """);
    assertEquals(1, sandbox.run(cli()).exitCode());
    assertEquals(List.of("once"), Files.readAllLines(tried), "never seen to start");
    Path archive = Files.writeString(archive(), "classes");
    Files.delete(tried);
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(5)));

    assertEquals(1, sandbox.run(cli()).exitCode(), "that of the program");
    assertFalse(Files.exists(tried));
    for (String doubt :
        List.of("export _JAVA_OPTIONS=-Xss1m", "ulimit -v 60000000", "ulimit -d 60000000")) {
      sandbox.run("bash", "-c", doubt + "; exec \"$0\"", cli());
      assertTrue(Files.deleteIfExists(tried), doubt);
    }
  }

  /** Where the script would have the archive of classes. */
  private Path archive() throws Exception {
    String wish = "<-Dbacktest.archive.missing=";
    String wished =
        sandbox.run(cli()).out().stream().filter(o -> o.startsWith(wish)).findFirst().orElseThrow();
    return Path.of(wished.substring(wish.length(), wished.length() - 1));
  }

  @Test
  void aLocaleThatHasAllLettersIsLeftAsItIs() throws Exception {
    ScriptSandbox.writeScript(sandbox.jdk().resolve("bin/java"), "echo \"$LC_ALL $LANG\"");
    String call = "LC_ALL=%s LANG=x exec \"$0\" describe";

    Result kept = sandbox.run("bash", "-c", call.formatted("C.UTF-8"), cli());
    assertEquals(List.of("C.UTF-8 x"), kept.out(), () -> kept.err().toString());
    Result other = sandbox.run("bash", "-c", call.formatted("POSIX"), cli());
    // Or what it was, where no better one is known.
    assertTrue(
        List.of("C.UTF-8 x", "en_US.UTF-8 x", "POSIX x").contains(other.out().get(0)),
        other.out()::toString);
    assertEquals(List.of(), other.err().stream().filter(e -> e.contains("locale")).toList());
  }

  @Test
  void aChainOfLinksFromAnotherDirectoryWorks() throws Exception {
    Path relative = sandbox.elsewhere().resolve("relative");
    Files.createSymbolicLink(relative, sandbox.elsewhere().relativize(Path.of(cli())));
    Path absolute = sandbox.tools().resolve("backtests");
    Files.createSymbolicLink(absolute, relative);

    for (String command : List.of("backtests", "./relative", "relative")) {
      Result result =
          command.equals("relative") ? sandbox.run("bash", command) : sandbox.run(command(command));
      assertEquals(7, result.exitCode(), () -> command + ": " + result.err());
      assertTrue(result.out().contains("<-Dbacktest.home=" + sandbox.project() + ">"), command);
    }
  }

  @Test
  void checkHealthIsACommandOfTheCli() throws Exception {
    Path link = sandbox.elsewhere().resolve("health");
    Files.createSymbolicLink(link, sandbox.project().resolve("scripts/check_health"));
    Result result = sandbox.run(link.toString(), "--batch-root", "some where");

    assertEquals(7, result.exitCode(), () -> result.err().toString());
    int size = result.out().size();
    assertEquals(
        List.of("<check_health>", "<--batch-root>", "<some where>"),
        result.out().subList(size - 3, size));
  }

  @Test
  void aHealthCheckThatCannotRunHasTheExitCodeOfMonitoring() throws Exception {
    sandbox.installJdk("11.0.2");
    Result result = sandbox.run(sandbox.project().resolve("scripts/check_health").toString());
    assertEquals(3, result.exitCode(), () -> result.err().toString());
  }

  @Test
  void aMissingJavaIsOneSentence() throws Exception {
    Files.delete(sandbox.jdk().resolve("bin/java"));
    assertComplaint(
        sandbox.run(cli()),
        "Error: No java found on the PATH: install a JDK 17 or newer and set JAVA_HOME to it.");
  }

  @Test
  void anOldJavaIsOneSentence() throws Exception {
    sandbox.installJdk("11.0.2");
    assertComplaint(
        sandbox.run(cli()),
        "Error: "
            + sandbox.jdk()
            + "/bin/java is of Java 11, but Java 17 or newer is needed: set JAVA_HOME to such a"
            + " JDK.");
  }

  @Test
  void aJavaWithoutReleaseFileIsAskedItself() throws Exception {
    Files.delete(sandbox.jdk().resolve("release"));
    ScriptSandbox.writeScript(
        sandbox.jdk().resolve("bin/java"),
        """
        echo 'Picked up JAVA_TOOL_OPTIONS: -Dversion="3"' >&2
        echo 'java version "1.8.0_392"' >&2
        echo 'Java(TM) SE Runtime Environment' >&2
        """);
    Result result = sandbox.run(cli());

    assertEquals(4, result.exitCode());
    assertTrue(result.err().get(0).contains("/bin/java is of Java 8, but"), result.err()::toString);
  }

  @Test
  void aJavaThatDoesNotRunIsOneSentence() throws Exception {
    Files.delete(sandbox.jdk().resolve("release"));
    ScriptSandbox.writeScript(sandbox.jdk().resolve("bin/java"), "echo broken >&2; exit 1");
    Result result = sandbox.run(cli());

    assertEquals(4, result.exitCode());
    assertEquals(1, result.err().size(), result.err()::toString);
    assertTrue(result.err().get(0).contains("/bin/java does not run"), result.err()::toString);
  }

  @Test
  void javaHomeGoesBeforeThePath() throws Exception {
    Path other = directory.resolve("other jdk");
    ScriptSandbox.writeScript(other.resolve("bin/java"), "echo the other java");
    ScriptSandbox.writeScript(other.resolve("bin/javac"), "exit 9");
    ScriptSandbox.write(other.resolve("release"), "JAVA_VERSION=\"25\"\n");

    Result result = sandbox.runWithJavaHome(other, cli());
    assertEquals(List.of("the other java"), result.out(), () -> result.err().toString());
    assertTrue(sandbox.callsOfMaven().get(0).endsWith("(JAVA_HOME " + other.toRealPath() + ")"));
  }

  @Test
  void aJavaHomeWithoutJavaIsOneSentence() throws Exception {
    Path nowhere = directory.resolve("nowhere");
    assertComplaint(
        sandbox.runWithJavaHome(nowhere, cli()),
        "Error: No java found in JAVA_HOME ("
            + nowhere
            + "): install a JDK 17 or newer and set JAVA_HOME to it.");
  }

  private void assertComplaint(Result result, String sentence) throws Exception {
    assertEquals(List.of(sentence), result.err());
    assertEquals(4, result.exitCode());
    assertEquals(List.of(), result.out());
    assertEquals(List.of(), sandbox.callsOfMaven());
    assertFalse(Files.exists(sandbox.project().resolve("target/build.unfinished")));
  }

  private String cli() {
    return sandbox.project().resolve("scripts/cli").toString();
  }

  private String command(String name) {
    return name.startsWith(".") ? name : sandbox.tools().resolve(name).toString();
  }
}
