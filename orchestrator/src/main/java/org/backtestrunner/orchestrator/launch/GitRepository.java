package org.backtestrunner.orchestrator.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.ProcessResult;

/** What git says of a directory; nothing where it is in no repository or there is no git. */
public final class GitRepository {
  private static final int TIME_LIMIT_SECONDS = 5;

  private final Path directory;

  public GitRepository(Path directory) {
    this.directory = directory;
  }

  /** The commit that is checked out. */
  public Optional<String> commit() {
    return git("rev-parse", "HEAD");
  }

  /** Whether a file under version control differs from the commit. */
  public Optional<Boolean> isDirty() {
    return git("status", "--porcelain", "--untracked-files=no").map(changes -> !changes.isEmpty());
  }

  private Optional<String> git(String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(List.of(arguments));
    try {
      ProcessResult result =
          new ProcessExecutor(command)
              .readOutput(true)
              .redirectErrorStream(false)
              .timeout(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)
              .destroyOnExit()
              .execute();
      return result.getExitValue() == 0
          ? Optional.of(result.outputUTF8().strip())
          : Optional.empty();
    } catch (IOException | TimeoutException unknown) {
      return Optional.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
