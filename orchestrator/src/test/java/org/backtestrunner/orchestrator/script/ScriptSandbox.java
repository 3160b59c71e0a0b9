package org.backtestrunner.orchestrator.script;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A project with the real scripts, a source in each module, and a PATH of its own on which {@code
 * java}, {@code javac} and {@code mvn} are small scripts that write down how they were called.
 */
final class ScriptSandbox {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "cksum",
          "find",
          "flock",
          "ln",
          "ls",
          "mkdir",
          "ps",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "touch");

  private final Path directory;

  ScriptSandbox(Path directory) throws IOException {
    this.directory = directory.toRealPath();
    Files.createDirectories(project().resolve("scripts"));
    for (String script : List.of("cli", "check_health", "build", "jvm.options")) {
      Files.copy(Path.of("..", "scripts", script), project().resolve("scripts").resolve(script));
    }
    for (String module : List.of("orchestrator", "backtest-worker")) {
      write(project().resolve(module).resolve("pom.xml"), "<project/>");
      write(source(module), "class Main {}");
    }
    write(project().resolve("pom.xml"), "<project/>");
    makeEverythingOld();
    Files.createDirectories(elsewhere());
    Files.createDirectories(tools());
    for (String tool : TOOLS) {
      writeScript(tools().resolve(tool), "/bin/sh", "exec " + find(tool) + " \"$@\"");
    }
    installJdk("17.0.9");
    installMaven(
        "for m in orchestrator backtest-worker; do mkdir -p $m/target; : >$m/target/$m.jar; done");
  }

  /** The directory has a blank in its name, as users' directories do. */
  Path project() {
    return directory.resolve("the project");
  }

  Path source(String module) {
    return project().resolve(module).resolve("src/main/java/Main.java");
  }

  /** A working directory outside the project. */
  Path elsewhere() {
    return directory.resolve("elsewhere");
  }

  Path tools() {
    return directory.resolve("tools");
  }

  Path jdk() {
    return directory.resolve("jdk");
  }

  /**
   * A JDK whose {@code java} prints its working directory and arguments and exits with 7; asked for
   * its version alone, it says nothing and exits with 0.
   */
  void installJdk(String version) throws IOException {
    writeScript(
        jdk().resolve("bin/java"),
        """
        [ "${*: -1}" != -version ] || exit 0
        echo "java in $PWD"
        printf '<%s>\\n' "$@"
        exit 7
        """);
    writeScript(jdk().resolve("bin/javac"), "exit 9");
    write(jdk().resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
  }

  /** A Maven that notes its call and then does what {@code script} says. */
  void installMaven(String script) throws IOException {
    writeScript(
        tools().resolve("mvn"),
        "echo \"mvn in $PWD: $* (JAVA_HOME $JAVA_HOME)\" >>'%s'\n%s"
            .formatted(mavenCalls(), script));
  }

  List<String> callsOfMaven() throws IOException {
    return Files.exists(mavenCalls()) ? Files.readAllLines(mavenCalls()) : List.of();
  }

  /** Sets the time of every file of the project an hour back, the jars' half an hour. */
  void makeEverythingOld() throws IOException {
    Instant hourAgo = Instant.now().minusSeconds(3600);
    try (Stream<Path> paths = Files.walk(project())) {
      for (Path path : paths.toList()) {
        boolean isJar = path.toString().endsWith(".jar");
        Files.setLastModifiedTime(path, FileTime.from(isJar ? hourAgo.plusSeconds(1800) : hourAgo));
      }
    }
  }

  Result run(String... command) throws IOException, InterruptedException {
    return finish(start("", command));
  }

  Result runWithJavaHome(Path javaHome, String... command)
      throws IOException, InterruptedException {
    return finish(start(javaHome.toString(), command));
  }

  /** Starts a command in {@link #elsewhere}. */
  Process start(String javaHome, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(elsewhere().toFile());
    builder.environment().clear();
    builder.environment().put("PATH", jdk().resolve("bin") + File.pathSeparator + tools());
    if (!javaHome.isEmpty()) {
      builder.environment().put("JAVA_HOME", javaHome);
    }
    return builder.start();
  }

  static Result finish(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the script does not end");
    }
    return new Result(process.exitValue(), out.lines().toList(), err.lines().toList());
  }

  static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  static void writeScript(Path file, String content) throws IOException {
    writeScript(file, "/usr/bin/env bash", content);
  }

  private static void writeScript(Path file, String interpreter, String content)
      throws IOException {
    write(file, "#!" + interpreter + "\n" + content + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path mavenCalls() {
    return directory.resolve("maven.calls");
  }

  private static Path find(String tool) {
    List<Path> places = new ArrayList<>();
    for (String place : System.getenv("PATH").split(File.pathSeparator)) {
      places.add(Path.of(place, tool));
    }
    return places.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + tool + " on the PATH"));
  }

  record Result(int exitCode, List<String> out, List<String> err) {}
}
