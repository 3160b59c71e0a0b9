package org.backtestrunner.orchestrator.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.EnvironmentException;
import org.backtestrunner.orchestrator.plan.BatchDirectory;
import org.backtestrunner.orchestrator.plan.DirectoryTree;
import org.backtestrunner.orchestrator.plan.RunDirectory;

/** What stands where a batch is about to write: nothing, an earlier batch, or something else. */
public record ExistingBatch(BatchDirectory directory) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether there is anything at all. */
  public boolean isPresent() {
    if (!Files.exists(directory.path(), java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (!Files.isDirectory(directory.path())) {
      return true;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.path())) {
      return files.iterator().hasNext();
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot read", directory.path(), failure);
    }
  }

  /** Whether it is a batch's output, and not somebody's own directory. */
  public boolean isBatch() {
    return Files.isDirectory(directory.path(), java.nio.file.LinkOption.NOFOLLOW_LINKS)
        && Files.isRegularFile(directory.manifest());
  }

  /** {@code 10 of 12 runs succeeded}, as the run manifests tell. */
  public String describe() {
    int successes = 0;
    if (Files.isDirectory(directory.runs())) {
      try (DirectoryStream<Path> runs = Files.newDirectoryStream(directory.runs())) {
        for (Path run : runs) {
          if (isSuccess(new RunDirectory(run).manifest())) {
            successes++;
          }
        }
      } catch (IOException failure) {
        throw EnvironmentException.of("cannot read", directory.runs(), failure);
      }
    }
    int count = successes;
    return planned()
        .map(total -> count + " of " + total + " runs succeeded")
        .orElse(count + " runs succeeded");
  }

  private Optional<Integer> planned() {
    try {
      JsonNode total =
          JSON.readTree(directory.manifest().toFile()).at("/run_results_summary/total_runs");
      return total.isInt() ? Optional.of(total.asInt()) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean isSuccess(Path manifest) {
    try {
      return JSON.readTree(manifest.toFile()).path("status").asText().equals("success");
    } catch (IOException missingOrUnreadable) {
      return false;
    }
  }

  /** Moves the output out of the way, to a hidden directory beside it, which is returned. */
  public Path moveAside() {
    Path aside =
        directory
            .path()
            .resolveSibling(
                "."
                    + directory.path().getFileName()
                    + ".replaced-"
                    + ProcessHandle.current().pid());
    try {
      DirectoryTree.delete(aside);
      return Files.move(directory.path(), aside, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot move aside", directory.path(), failure);
    }
  }

  /** Brings back what {@link #moveAside} moved, after a new batch could not begin. */
  public void restore(Path aside) {
    try {
      DirectoryTree.delete(directory.path());
      Files.move(aside, directory.path(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot move back from " + aside, directory.path(), failure);
    }
  }

  /** Deletes what {@link #moveAside} moved. */
  public static void delete(Path aside) {
    try {
      DirectoryTree.delete(aside);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot delete", aside, failure);
    }
  }
}
