package org.backtestrunner.orchestrator.launch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.backtestrunner.orchestrator.file.DirectoryTree;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;

/** Gives a run the files of another one that computes the same. */
public final class SharedResult {
  private SharedResult() {}

  /**
   * Copies what the other run's worker has left, if that is anything; the log says where it is
   * from. Not linked: whoever edits one must not change the other.
   *
   * @param to the run's directory, which has been prepared
   * @throws EnvironmentException where it cannot be written
   */
  public static void copy(RunDirectory from, RunDirectory to) {
    try {
      Files.writeString(
          to.log(),
          "No worker was started: this run is identical to that in ../%s, whose result it has.\n"
              .formatted(from.path().getFileName()));
      DirectoryTree.delete(to.backtest());
      if (Files.isDirectory(from.backtest(), LinkOption.NOFOLLOW_LINKS)) {
        Path own = to.attempt(1, UUID.randomUUID().toString().substring(0, 8));
        Files.createDirectory(own);
        copyFiles(from.backtest(), own);
        Files.move(own, to.backtest(), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot write", to.path(), failure);
    }
  }

  private static void copyFiles(Path from, Path to) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
      for (Path file : files) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
  }
}
