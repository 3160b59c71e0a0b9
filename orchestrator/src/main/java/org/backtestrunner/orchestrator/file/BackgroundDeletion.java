package org.backtestrunner.orchestrator.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Deletes a directory beside other work: that of a large batch takes seconds. */
public final class BackgroundDeletion implements AutoCloseable {
  private final Consumer<String> tell;
  private Optional<Thread> thread = Optional.empty();

  /**
   * @param tell takes one line on a directory that cannot be deleted
   */
  public BackgroundDeletion(Consumer<String> tell) {
    this.tell = tell;
  }

  /** Begins to delete a directory and all in it; to be called once. */
  public void begin(Path directory) {
    Thread background = new Thread(() -> delete(directory), "deletion");
    background.setDaemon(true);
    background.start();
    thread = Optional.of(background);
  }

  private void delete(Path directory) {
    try {
      DirectoryTree.delete(directory);
    } catch (IOException failure) {
      tell.accept(
          "Warning: "
              + EnvironmentException.of("cannot delete the old results in", directory, failure)
                  .getMessage());
    }
  }

  /** Waits until all is deleted. */
  @Override
  public void close() {
    if (thread.isPresent()) {
      try {
        thread.get().join();
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
