package org.backtestrunner.orchestrator.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.exit.UserFault;

/**
 * The machine, not the config, is at fault: a disk that is full, a directory that cannot be
 * written, a jar that is missing.
 */
public final class EnvironmentException extends UserFault {
  private static final long serialVersionUID = 1L;
  private static final String FULL = "no space left on the disk";
  private static final long LEAST_BYTES = 1 << 16;

  public EnvironmentException(String sentence) {
    super(ExitCode.ENVIRONMENT, sentence);
  }

  private EnvironmentException(String sentence, IOException cause) {
    super(ExitCode.ENVIRONMENT, sentence, cause);
  }

  /**
   * @param task what could not be done, such as {@code cannot write}
   * @param path to which file or directory
   */
  public static EnvironmentException of(String task, Path path, IOException cause) {
    return new EnvironmentException(task + " " + path + ": " + reason(cause), cause);
  }

  /**
   * A worker cannot write. On a full disk it may not even have been able to say why.
   *
   * @param below where it was to write
   * @param said what became of it
   */
  public static EnvironmentException ofWorker(Path below, String said) {
    String sentence = "a worker cannot write its results below " + below + ": " + said;
    boolean told = said.toLowerCase(Locale.ROOT).contains("no space");
    return new EnvironmentException(told || !isFull(below) ? sentence : sentence + ", " + FULL);
  }

  private static boolean isFull(Path path) {
    try {
      return Files.getFileStore(path).getUsableSpace() < LEAST_BYTES;
    } catch (IOException unknown) {
      return false;
    }
  }

  private static String reason(IOException cause) {
    String text = String.valueOf(cause.getMessage());
    if (cause instanceof FileSystemException failure && failure.getReason() != null) {
      text = failure.getReason();
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (cause instanceof AccessDeniedException || lower.contains("permission denied")) {
      return "permission denied";
    }
    if (lower.contains("no space left")) {
      return FULL;
    }
    if (lower.contains("quota exceeded")) {
      return "the disk quota is used up";
    }
    if (lower.contains("read-only file system")) {
      return "the file system is read-only";
    }
    if (lower.contains("file name too long")) {
      return "the path is too long";
    }
    if (cause instanceof NotDirectoryException || lower.contains("not a directory")) {
      return "a part of the path is a file, not a directory";
    }
    if (lower.contains("is a directory")) {
      return "it is a directory";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "a file of that name is in the way";
    }
    if (cause instanceof NoSuchFileException || lower.contains("no such file or directory")) {
      return "no such file or directory";
    }
    return text;
  }
}
