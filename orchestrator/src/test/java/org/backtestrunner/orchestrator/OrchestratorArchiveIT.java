package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.backtestrunner.orchestrator.launch.execute.LaunchFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script starts the program from an archive of its classes, and never fails for it. */
class OrchestratorArchiveIT {
  @TempDir Path directory;
  private InstalledProgram program;

  @BeforeEach
  void install() throws IOException {
    program = InstalledProgram.in(directory);
  }

  @AfterEach
  void awaitEndOfMakers() {
    program.awaitEndOfMakers();
  }

  private Result help() {
    return CommandLineRun.call(
        directory, Map.of(), List.of(program.script().toString(), "batch_backtest", "--help"));
  }

  private void assertHelps(String when) {
    Result result = help();
    assertEquals(0, result.exitCode(), () -> when + "\n" + result.told());
    assertEquals(List.of(), result.err(), when);
    assertTrue(result.outText().contains("--config-file"), () -> when + "\n" + result.told());
  }

  @Test
  void theFirstAnswerDoesNotWaitForIt() {
    assertHelps("at first");
    List<Path> left = program.besideTheJars();
    assertTrue(left.stream().noneMatch(file -> file.toString().endsWith(".jsa")), left::toString);
    program.awaitArchive();
  }

  @Test
  void manyAtOnceMakeOneAndLeaveNothing() throws IOException {
    List<CommandLineRun> runs = new ArrayList<>();
    for (int run = 0; run < 4; run++) {
      runs.add(
          CommandLineRun.start(
              directory, Map.of(), List.of(program.script().toString(), "--version")));
    }
    for (CommandLineRun run : runs) {
      assertEquals(List.of(), run.await().err());
      run.close();
    }
    Path archive = program.awaitArchive();
    FileTime made = Files.getLastModifiedTime(archive);
    program.awaitEndOfMakers();
    assertEquals(List.of(archive), program.besideTheJars());
    assertEquals(made, Files.getLastModifiedTime(archive), "made once");
  }

  @ParameterizedTest
  @CsvSource({"INT, 2", "TERM, 15", "HUP, 1"})
  void theMakingLeavesNothingBehindWhenItIsStopped(String signal, int number) throws Exception {
    assumeFalse(LaunchFixture.isIgnoredHere(number), "SIG" + signal + " is ignored here");
    assertHelps("at first");
    CommandLineRun.await("a maker at work", () -> scratch().isPresent());
    for (ProcessHandle maker : program.makers()) {
      CommandLineRun.signal(signal, maker.pid());
    }

    program.awaitEndOfMakers();

    assertEquals(List.of(), program.besideTheJars());
  }

  private Optional<Path> scratch() {
    return program.besideTheJars().stream().filter(Files::isDirectory).findFirst();
  }

  @Test
  void whatAKilledMakerLeavesIsClearedByTheNext() {
    assertHelps("at first");
    CommandLineRun.await("a maker at work", () -> scratch().isPresent());
    program.makers().forEach(ProcessHandle::destroyForcibly);
    program.awaitEndOfMakers();
    assertTrue(scratch().isPresent());

    assertHelps("after the kill");
    program.awaitArchive();
  }

  @Test
  void anArchiveThatCannotBeMadeIsNotTriedAgain() throws IOException {
    // The rehearsal runs a worker.
    Files.write(program.lib().resolve("backtest-worker.jar"), new byte[9]);
    assertHelps("at first");
    Path archive = program.awaitArchive();
    assertEquals(0, Files.size(archive));
    FileTime tried = Files.getLastModifiedTime(archive);

    assertHelps("after the failure");
    program.awaitEndOfMakers();
    assertEquals(List.of(archive), program.besideTheJars());
    assertEquals(tried, Files.getLastModifiedTime(archive));
  }

  @Test
  void aDamagedArchiveIsNoticedAndSaysNothing() throws IOException {
    assertHelps("at first");
    Path made = program.awaitArchive();
    long size = Files.size(made);
    assertTrue(size > 1_000_000, () -> made + " has " + size + " bytes");
    assertHelps("from the archive");

    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
    for (double place : new double[] {0.001, 0.1, 0.3, 0.5, 0.7, 0.9}) {
      byte[] whole = Files.readAllBytes(made);
      try (RandomAccessFile file = new RandomAccessFile(made.toFile(), "rw")) {
        file.seek((long) (place * size));
        file.write(new byte[50_000]);
      }
      assertHelps("damaged at " + place);
      Files.write(made, whole);
    }
    try (RandomAccessFile file = new RandomAccessFile(made.toFile(), "rw")) {
      file.setLength(size / 2);
    }
    assertHelps("cut");
  }

  @Test
  void whereNoneCanBeKeptThereIsNone() throws IOException {
    Path jar = program.lib().resolve("orchestrator.jar");
    // Not by permissions, which bind no superuser: where the archive belongs, something else is.
    assertHelps("at first");
    Path archive = program.awaitArchive();
    Files.delete(archive);
    Files.createDirectories(archive.resolve("occupied"));
    Files.setLastModifiedTime(jar, Files.getLastModifiedTime(archive));

    assertHelps("without");
  }
}
