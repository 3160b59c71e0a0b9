package org.backtestrunner.orchestrator.launch.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.UnrulyWorker;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.LaunchFixture;
import org.backtestrunner.orchestrator.launch.execute.LocalExecutor;
import org.backtestrunner.orchestrator.launch.execute.RunOutcome;
import org.backtestrunner.orchestrator.launch.execute.RunTask;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerCommandTest {
  @TempDir Path directory;

  @Test
  void theCommandIsSpelledOutInFull() {
    WorkerCommand command =
        new WorkerCommand(
            Path.of("/jdk/bin/java"),
            Optional.of("512m"),
            3,
            List.of("-Duser.timezone=UTC"),
            Path.of("/lib/backtest-worker.jar"));

    assertEquals(
        List.of(
            "/jdk/bin/java",
            "-Xmx512m",
            "-XX:ActiveProcessorCount=3",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TieredStopAtLevel=1",
            "-XX:Tier3InvocationThreshold=1000",
            "-XX:Tier3MinInvocationThreshold=20",
            "-XX:Tier3CompileThreshold=1000",
            "-XX:Tier3BackEdgeThreshold=7000",
            "-XX:-UsePerfData",
            "-XX:+UseG1GC",
            "-Duser.timezone=UTC",
            "-jar",
            "/lib/backtest-worker.jar",
            "@/out/runs/0003_x/worker.args"),
        command.forRun(Path.of("/out/runs/0003_x/worker.args")));
  }

  @Test
  void withoutAMemoryLimitTheJvmChoosesItsHeapAndPathsBecomeAbsolute() {
    List<String> command =
        new WorkerCommand(Path.of("/java"), Optional.empty(), 1, List.of(), Path.of("worker.jar"))
            .forRun(Path.of("worker.args"));

    assertTrue(command.stream().noneMatch(word -> word.startsWith("-Xmx")), command.toString());
    assertEquals(
        List.of(
            "-jar",
            Path.of("worker.jar").toAbsolutePath().toString(),
            "@" + Path.of("worker.args").toAbsolutePath()),
        command.subList(command.size() - 3, command.size()));
  }

  @Test
  void aServiceHasACollectorOfLittleMemoryAndKeepsItsAnswersApart() {
    WorkerCommand command =
        new WorkerCommand(
            Path.of("/java"), Optional.of("64m"), 1, List.of(), Path.of("/worker.jar"));

    List<String> service = command.forService();

    assertTrue(service.contains("-XX:+DisplayVMOutputToStderr"), service.toString());
    assertTrue(service.contains("-XX:+UseSerialGC"), service.toString());
    assertTrue(service.stream().noneMatch("-XX:+UseG1GC"::equals), service.toString());
    assertEquals(List.of("-jar", "/worker.jar", "serve"), lastThree(service));
  }

  @Test
  void aPreparationOfLargeInputsHasTheOptimisingCompilerUnlessTheUserHasNot() {
    String none = "-XX:TieredStopAtLevel=1";
    String all = "-XX:TieredStopAtLevel=4";
    WorkerCommand command =
        new WorkerCommand(
            Path.of("/java"), Optional.empty(), 1, List.of(none), Path.of("/worker.jar"));
    Path file = Path.of("/file");

    assertEquals(
        List.of(none, none), compilers(command.forPreparation(file, file, file, 1_000_000)));
    assertEquals(
        List.of(none, all, none), compilers(command.forPreparation(file, file, file, 100_000_000)));
  }

  private static List<String> compilers(List<String> command) {
    return command.stream().filter(word -> word.contains("TieredStop")).toList();
  }

  @Test
  void aCollectorThatTheUserHasChosenIsThatOfAServiceToo() {
    WorkerCommand command =
        new WorkerCommand(
            Path.of("/java"), Optional.empty(), 1, List.of("-XX:+UseG1GC"), Path.of("/worker.jar"));

    List<String> collectors =
        command.forService().stream().filter(word -> word.endsWith("GC")).toList();

    assertEquals(List.of("-XX:+UseG1GC"), collectors);
  }

  private static List<String> lastThree(List<String> command) {
    return command.subList(command.size() - 3, command.size());
  }

  @Test
  void theUsersCollectorIsTheOnlyOne() {
    WorkerCommand command =
        new WorkerCommand(
            Path.of("/java"),
            Optional.empty(),
            1,
            List.of("-XX:+UseSerialGC"),
            Path.of("worker.jar"));

    List<String> words = command.forRun(Path.of("worker.args"));
    assertEquals(
        List.of("-XX:+UseSerialGC"), words.stream().filter(w -> w.endsWith("GC")).toList());
  }

  @Test
  void theRunningJvmHasAnExecutable() {
    assertTrue(Files.isExecutable(WorkerCommand.runningJava()));
  }

  @Test
  void theJvmTakesTheFlagsAndEndsWithItsOwnCodeWhenTheHeapIsExhausted() throws Exception {
    StopSignal stop = new StopSignal();
    List<String> options =
        new WorkerCommand(
                WorkerCommand.runningJava(), Optional.of("16m"), 1, List.of(), Path.of("unused"))
            .forRun(Path.of("unused"));
    List<String> command = new ArrayList<>(options.subList(0, options.indexOf("-jar")));
    Path arguments = Files.createDirectory(directory.resolve("0_hungry")).resolve("worker.args");
    Files.createFile(arguments);
    List<String> program = LaunchFixture.java(UnrulyWorker.class, "@" + arguments);
    command.addAll(program.subList(program.indexOf("-cp"), program.size()));
    RunTask task =
        new RunTask(
            directory,
            directory.resolve("run.log"),
            command,
            Optional.empty(),
            RunTask.DEFAULT_GRACE);

    try (LocalExecutor executor = new LocalExecutor(1)) {
      RunOutcome outcome = executor.submit(task, stop).join();

      assertEquals(Optional.of(Cause.OUT_OF_MEMORY), outcome.cause(), outcome.toString());
    }
  }
}
