package org.backtestrunner.orchestrator.batch.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks the real git about real repositories. */
class GitRepositoryTest {
  @TempDir Path directory;

  @BeforeEach
  void needsGit() throws InterruptedException {
    try {
      assumeTrue(new ProcessBuilder("git", "--version").start().waitFor() == 0, "git is broken");
    } catch (IOException missing) {
      assumeTrue(false, "there is no git");
    }
  }

  private String git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b.example"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor(), String.join(" ", command));
    return output;
  }

  private void commitAFile() throws IOException, InterruptedException {
    git("init");
    Files.writeString(directory.resolve("# a file"), "1");
    git("add", ".");
    git("commit", "-m", "first");
  }

  @Test
  void outsideARepositoryNothingIsKnown() {
    assertEquals(
        new GitRepository(Optional.empty(), Optional.empty()), GitRepository.of(directory));
  }

  @Test
  void beforeTheFirstCommitThereIsNone() throws Exception {
    git("init");

    assertEquals(
        new GitRepository(Optional.empty(), Optional.of(false)), GitRepository.of(directory));
  }

  @Test
  void aCommittedDirectoryIsClean() throws Exception {
    commitAFile();
    Files.writeString(directory.resolve("untracked"), "is no change");

    String commit = git("rev-parse", "HEAD");

    assertEquals(
        new GitRepository(Optional.of(commit), Optional.of(false)), GitRepository.of(directory));
  }

  @Test
  void aChangedFileIsDirtBeforeAndAfterItIsAdded() throws Exception {
    commitAFile();
    Optional<String> commit = Optional.of(git("rev-parse", "HEAD"));

    Files.writeString(directory.resolve("# a file"), "22");
    assertEquals(new GitRepository(commit, Optional.of(true)), GitRepository.of(directory));
    git("add", ".");
    assertEquals(new GitRepository(commit, Optional.of(true)), GitRepository.of(directory));
  }
}
