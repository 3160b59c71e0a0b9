package org.backtestrunner.orchestrator.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path directory;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileIsWrittenAndReplacedAndNothingElseIsLeft() throws IOException {
    Path file = directory.resolve("summary.csv");
    AtomicFile.write(file, "\u00e9\n");
    assertEquals("\u00e9\n", Files.readString(file));
    AtomicFile.write(file, out -> out.write("second".getBytes()));
    assertEquals("second", Files.readString(file));
    assertEquals(List.of("summary.csv"), names());
  }

  @Test
  void afterAFailureTheOldFileIsThereAndNoOther() throws IOException {
    Path file = directory.resolve("summary.csv");
    AtomicFile.write(file, "old");
    EnvironmentException e =
        assertThrows(
            EnvironmentException.class,
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }));
    assertEquals("cannot write " + file + ": no space left on the disk", e.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("summary.csv"), names());
  }

  @Test
  void aBugInTheContentLeavesNothingEither() throws IOException {
    Path file = directory.resolve("summary.csv");
    assertThrows(
        IllegalStateException.class,
        () ->
            AtomicFile.write(
                file,
                out -> {
                  throw new IllegalStateException();
                }));
    assertEquals(List.of(), names());
  }

  @Test
  void aDirectoryThatIsNotThereIsTold() {
    Path file = directory.resolve("none/summary.csv");
    EnvironmentException e =
        assertThrows(EnvironmentException.class, () -> AtomicFile.write(file, "x"));
    assertEquals("cannot write " + file + ": no such file or directory", e.getMessage());
  }

  @Test
  void aFileInTheWayIsTold() throws IOException {
    Files.writeString(directory.resolve("file"), "x");
    Path file = directory.resolve("file/summary.csv");
    EnvironmentException e =
        assertThrows(EnvironmentException.class, () -> AtomicFile.write(file, "x"));
    assertEquals(
        "cannot write " + file + ": a part of the path is a file, not a directory", e.getMessage());
  }

  @Test
  void anInterruptedThreadWritesAndStaysInterrupted() throws IOException {
    Path file = directory.resolve("summary.csv");
    Thread.currentThread().interrupt();
    try {
      AtomicFile.write(file, "x");
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals("x", Files.readString(file));
  }

  @Test
  void othersMayReadAFileAsTheyMayReadAnyOther() throws IOException {
    Path ordinary = Files.writeString(directory.resolve("ordinary"), "x");
    Path file = directory.resolve("summary.csv");
    AtomicFile.write(file, "x");
    assertEquals(Files.getPosixFilePermissions(ordinary), Files.getPosixFilePermissions(file));
  }
}
