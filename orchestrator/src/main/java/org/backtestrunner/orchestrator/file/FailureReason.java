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
import java.util.Optional;

/**
 * Why something could not be done with a file, in this program's words.
 *
 * <p>Java has an exception type for some errors of the operating system. Of the others it hands on
 * no number, only the system's words, and streams do so for every error: these words are recognised
 * in English. In another language they are passed on, with what the file system tells of itself.
 */
enum FailureReason {
  DENIED("permission denied", "permission denied", AccessDeniedException.class),
  FULL("no space left on device", "no space left on the disk"),
  QUOTA("quota exceeded", "the disk quota is used up"),
  READ_ONLY("read-only file system", "the file system is read-only"),
  TOO_LONG("file name too long", "the path is too long"),
  NO_DIRECTORY(
      "not a directory",
      "a part of the path is a file, not a directory",
      NotDirectoryException.class),
  DIRECTORY("is a directory", "it is a directory"),
  IN_THE_WAY("file exists", "a file of that name is in the way", FileAlreadyExistsException.class),
  MISSING("no such file or directory", "no such file or directory", NoSuchFileException.class);

  private static final long LEAST_BYTES = 1 << 16;

  private final String systemsWords;
  private final String text;
  private final Optional<Class<? extends FileSystemException>> type;

  FailureReason(String systemsWords, String text) {
    this.systemsWords = systemsWords;
    this.text = text;
    this.type = Optional.empty();
  }

  FailureReason(String systemsWords, String text, Class<? extends FileSystemException> type) {
    this.systemsWords = systemsWords;
    this.text = text;
    this.type = Optional.of(type);
  }

  /**
   * One clause.
   *
   * @param path of what is there, or was to be
   */
  static String describe(Path path, IOException failure) {
    String words = words(failure);
    for (FailureReason reason : values()) {
      if (reason.isTold(failure, words)) {
        return reason.text;
      }
    }
    return words + ask(path).map(reason -> " (" + reason + ")").orElse("");
  }

  private static String words(IOException failure) {
    return failure instanceof FileSystemException of && of.getReason() != null
        ? of.getReason()
        : String.valueOf(failure.getMessage());
  }

  /** They stand at the end: after a colon, or after a path in parentheses. */
  private boolean isTold(IOException failure, String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return type.filter(t -> t.isInstance(failure)).isPresent()
        || lower.endsWith(systemsWords)
        || lower.endsWith(systemsWords + ")");
  }

  /** What the file system tells of itself, where that may be why nothing can be written. */
  private static Optional<FailureReason> ask(Path path) {
    Path there = path.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return isReadOnly(there)
        ? Optional.of(READ_ONLY)
        : isFull(there) ? Optional.of(FULL) : Optional.empty();
  }

  private static boolean isReadOnly(Path there) {
    try {
      return Files.getFileStore(there).isReadOnly();
    } catch (IOException unknown) {
      return false;
    }
  }

  @Override
  public String toString() {
    return text;
  }

  /** Whether there is next to no room on the disk of a file that exists. */
  static boolean isFull(Path there) {
    try {
      return Files.getFileStore(there).getUsableSpace() < LEAST_BYTES;
    } catch (IOException unknown) {
      return false;
    }
  }
}
