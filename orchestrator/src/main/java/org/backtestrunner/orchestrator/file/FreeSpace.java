package org.backtestrunner.orchestrator.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much more a disk takes. */
public final class FreeSpace {
  private FreeSpace() {}

  /**
   * The bytes that are free where a file is to be, which need not be there yet; empty where the
   * system does not tell.
   */
  public static OptionalLong at(Path path) {
    Path there = path.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      return OptionalLong.of(Files.getFileStore(there).getUsableSpace());
    } catch (IOException unknown) {
      return OptionalLong.empty();
    }
  }
}
