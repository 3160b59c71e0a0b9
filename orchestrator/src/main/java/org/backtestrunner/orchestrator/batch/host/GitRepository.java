package org.backtestrunner.orchestrator.batch.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.ProcessResult;

/**
 * What git says of a directory; nothing where it is in no repository or there is no git.
 *
 * @param commit that is checked out; empty before the first one
 * @param isDirty whether a file under version control differs from the commit
 */
public record GitRepository(Optional<String> commit, Optional<Boolean> isDirty) {
  private static final int TIME_LIMIT_SECONDS = 5;
  private static final String HEADER = "# ";
  private static final String COMMIT = "# branch.oid ";
  private static final String NO_COMMIT = "(initial)";

  private static final GitRepository NONE = new GitRepository(Optional.empty(), Optional.empty());

  /** Asks git about a directory. */
  public static GitRepository of(Path directory) {
    List<String> command =
        List.of(
            "git",
            // A lock would disturb what the user does with git at this moment.
            "--no-optional-locks",
            "-C",
            directory.toString(),
            "status",
            "--porcelain=v2",
            "--branch",
            "--untracked-files=no");
    try {
      ProcessResult result =
          new ProcessExecutor(command)
              .readOutput(true)
              .redirectErrorStream(false)
              .timeout(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)
              .destroyOnExit()
              .execute();
      return result.getExitValue() == 0 ? parse(result.outputUTF8().lines().toList()) : NONE;
    } catch (IOException | TimeoutException unknown) {
      return NONE;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return NONE;
    }
  }

  /** Headers, and one line for each file that differs. */
  private static GitRepository parse(List<String> lines) {
    return new GitRepository(
        lines.stream()
            .filter(line -> line.startsWith(COMMIT))
            .map(line -> line.substring(COMMIT.length()))
            .filter(commit -> !commit.equals(NO_COMMIT))
            .findFirst(),
        Optional.of(lines.stream().anyMatch(line -> !line.startsWith(HEADER))));
  }
}
