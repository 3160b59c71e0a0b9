package org.backtestrunner.orchestrator.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnvironmentExceptionTest {
  static Stream<Arguments> reasons() {
    return Stream.of(
        Arguments.of(new AccessDeniedException("/x"), "permission denied"),
        Arguments.of(new FileNotFoundException("/x (Permission denied)"), "permission denied"),
        Arguments.of(new IOException("No space left on device"), "no space left on the disk"),
        Arguments.of(new IOException("Disk quota exceeded"), "the disk quota is used up"),
        Arguments.of(
            new FileSystemException("/x", null, "Read-only file system"),
            "the file system is read-only"),
        Arguments.of(
            new FileNotFoundException("/x (Read-only file system)"),
            "the file system is read-only"),
        Arguments.of(
            new FileSystemException("/x", null, "File name too long"), "the path is too long"),
        Arguments.of(
            new FileSystemException("/x", null, "Not a directory"),
            "a part of the path is a file, not a directory"),
        Arguments.of(new FileNotFoundException("/x (Is a directory)"), "it is a directory"),
        Arguments.of(new FileAlreadyExistsException("/x"), "a file of that name is in the way"),
        Arguments.of(new NoSuchFileException("/x"), "no such file or directory"),
        Arguments.of(new IOException("Input/output error"), "Input/output error"));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void theSentenceNamesPathAndReason(IOException cause, String reason) {
    EnvironmentException e = EnvironmentException.of("cannot write", Path.of("/x"), cause);
    assertEquals("cannot write /x: " + reason, e.getMessage());
    assertEquals(cause, e.getCause());
  }

  @Test
  void wordsInThePathAreNotTakenForTheReason() {
    String message =
        EnvironmentException.of(
                "cannot write",
                Path.of("/x"),
                new FileNotFoundException("/no space left on device/x (Is a directory)"))
            .getMessage();
    assertEquals("cannot write /x: it is a directory", message);
  }

  /** Processes are shown as files in Linux, on a file system without any room. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void inAnotherLanguageTheFileSystemIsAskedToo() {
    IOException cause = new IOException("Auf dem Gerät ist kein Speicherplatz mehr verfügbar");

    String message =
        EnvironmentException.of("cannot write", Path.of("/proc/x/y"), cause).getMessage();

    String told = "cannot write /proc/x/y: " + cause.getMessage();
    assertTrue(
        List.of(
                told + " (no space left on the disk)",
                // As some containers have it.
                told + " (the file system is read-only)")
            .contains(message),
        message);
  }
}
