package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script starts the program from an archive of its classes, and never fails for it. */
class OrchestratorArchiveIT {
  @TempDir Path directory;
  private InstalledProgram program;

  @BeforeEach
  void install() throws IOException {
    program = InstalledProgram.in(directory);
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

  private List<Path> besideTheJar() throws IOException {
    try (Stream<Path> files = Files.list(program.target())) {
      return files.filter(file -> !file.toString().endsWith("orchestrator.jar")).toList();
    }
  }

  @Test
  void aDamagedArchiveIsNoticedAndSaysNothing() throws IOException {
    assertHelps("at first");
    List<Path> made = besideTheJar();
    assertEquals(1, made.size(), made::toString);
    assertTrue(made.get(0).toString().endsWith(".jsa"), made::toString);
    long size = Files.size(made.get(0));
    assertTrue(size > 1_000_000, () -> made + " has " + size + " bytes");
    assertHelps("from the archive");

    Files.setPosixFilePermissions(made.get(0), PosixFilePermissions.fromString("rw-------"));
    for (double place : new double[] {0.001, 0.1, 0.3, 0.5, 0.7, 0.9}) {
      byte[] whole = Files.readAllBytes(made.get(0));
      try (RandomAccessFile file = new RandomAccessFile(made.get(0).toFile(), "rw")) {
        file.seek((long) (place * size));
        file.write(new byte[50_000]);
      }
      assertHelps("damaged at " + place);
      Files.write(made.get(0), whole);
    }
    try (RandomAccessFile file = new RandomAccessFile(made.get(0).toFile(), "rw")) {
      file.setLength(size / 2);
    }
    assertHelps("cut");
  }

  @Test
  void whereNoneCanBeKeptThereIsNone() throws IOException {
    Path target = program.target();
    Path jar = target.resolve("orchestrator.jar");
    // Not by permissions, which bind no superuser: where the archive belongs, something else is.
    assertHelps("at first");
    Path archive = besideTheJar().get(0);
    Files.delete(archive);
    Files.createDirectories(archive.resolve("occupied"));
    Files.setLastModifiedTime(jar, Files.getLastModifiedTime(archive));

    assertHelps("without");
  }
}
