package org.backtestrunner.testing.architecture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Rooms and what is in them.
 *
 * @param users sources of other trees that may name the doors of this one
 */
record SourceTree(Rooms rooms, List<SourceFile> sources, List<SourceFile> users) {
  private static final Path WORKER = Path.of("..", "backtest-worker");
  private static final Path ORCHESTRATOR = Path.of("..", "orchestrator");
  private static final Path SHARED = WORKER.resolve(Path.of("src", "shared"));

  /** The module that the tests run in. */
  static SourceTree module() throws IOException {
    return module(Path.of(""));
  }

  static SourceTree worker() throws IOException {
    return module(WORKER);
  }

  static SourceTree orchestrator() throws IOException {
    return module(ORCHESTRATOR);
  }

  private static SourceTree module(Path directory) throws IOException {
    return read(
        directory.resolve(Path.of("src", "test", "architecture", "rooms.txt")),
        directory.resolve(Path.of("src", "main", "java")),
        List.of());
  }

  /** What is compiled into both modules. */
  static SourceTree shared() throws IOException {
    List<SourceFile> users = new ArrayList<>(worker().sources());
    users.addAll(orchestrator().sources());
    return read(SHARED.resolve("rooms.txt"), SHARED.resolve("java"), users);
  }

  private static SourceTree read(Path file, Path java, List<SourceFile> users) throws IOException {
    Rooms rooms = Rooms.read(file);
    return new SourceTree(rooms, SourceFile.all(java, rooms.rootPackage()), users);
  }

  String rootPackage() {
    return rooms.rootPackage();
  }

  @Override
  public String toString() {
    return rootPackage();
  }
}
