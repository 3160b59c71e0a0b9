package org.backtestrunner.orchestrator.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundDeletionTest {
  @TempDir Path directory;

  private final List<String> told = new ArrayList<>();

  @Test
  void whenClosedAllIsGone() throws IOException {
    Path old = directory.resolve("old");
    for (int run = 0; run < 500; run++) {
      Path deep = Files.createDirectories(old.resolve("runs/" + run + "/backtest"));
      Files.writeString(deep.resolve("orders.csv"), "x");
    }

    try (BackgroundDeletion deletion = new BackgroundDeletion(told::add)) {
      deletion.begin(old);
    }

    assertFalse(Files.exists(old));
    assertEquals(List.of(), told);
  }

  @Test
  void whatCannotBeDeletedIsTold() {
    Path impossible = directory.resolve("x".repeat(300));

    try (BackgroundDeletion deletion = new BackgroundDeletion(told::add)) {
      deletion.begin(impossible);
    }

    assertEquals(
        List.of(
            "Warning: cannot delete the old results in " + impossible + ": the path is too long"),
        told);
  }

  @Test
  void withNothingToDeleteNobodyWaits() {
    new BackgroundDeletion(told::add).close();

    assertEquals(List.of(), told);
  }
}
