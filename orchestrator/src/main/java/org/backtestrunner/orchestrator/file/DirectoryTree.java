package org.backtestrunner.orchestrator.file;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.backtestrunner.shared.file.PendingFile;

/** Whole directories. */
public final class DirectoryTree {
  private DirectoryTree() {}

  /** Deletes a directory and all in it, if it is there; a link is deleted and not followed. */
  public static void delete(Path root) throws IOException {
    try {
      Files.walkFileTree(root, new Deletion());
    } catch (NoSuchFileException nothingThere) {
      // As wanted.
    }
  }

  /** Deletes a directory, unless there is anything in it. */
  public static void deleteIfEmpty(Path directory) throws IOException {
    try {
      Files.delete(directory);
    } catch (DirectoryNotEmptyException | NoSuchFileException kept) {
      // It stays as it is.
    }
  }

  /**
   * Makes sure that a directory's files have reached the disk, and their names.
   *
   * @throws IOException where one cannot be read
   */
  public static void flush(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          PendingFile.syncFile(file);
        }
      }
    }
    PendingFile.syncDirectory(directory);
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
