package org.backtestrunner.orchestrator.plan;

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
  void whatCannotBeDeletedIsTold() throws IOException {
    Path impossible = Files.writeString(directory.resolve("file"), "x").resolve("old");

    try (BackgroundDeletion deletion = new BackgroundDeletion(told::add)) {
      deletion.begin(impossible);
    }

    assertEquals(
        List.of(
            "Warning: cannot delete the old results in "
                + impossible
                + ": a part of the path is a file, not a directory"),
        told);
  }

  @Test
  void withNothingToDeleteNobodyWaits() {
    new BackgroundDeletion(told::add).close();

    assertEquals(List.of(), told);
  }
}
