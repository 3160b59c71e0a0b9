package org.backtestrunner.orchestrator.launch.shared;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a JVM says that no run has said: stacks, fatal errors, complaints about its options.
 *
 * @param file that it writes
 */
record JvmOutput(Path file) {

  /** How much it has said until now, in bytes. */
  long length() {
    return file.toFile().length();
  }

  /**
   * Adds to a run's log what the JVM has said since.
   *
   * @param from in bytes; beyond the end where the file was cut meanwhile
   */
  void appendTo(Path log, long from) {
    if (length() == from) {
      return;
    }
    try (FileChannel said = FileChannel.open(file, StandardOpenOption.READ);
        InputStream in = Channels.newInputStream(said.position(from <= said.size() ? from : 0));
        OutputStream out = Files.newOutputStream(log, StandardOpenOption.APPEND)) {
      in.transferTo(out);
    } catch (IOException unreadable) {
      // It stays where it is.
    }
  }

  /** Deletes the file, if the JVM has said nothing. */
  void deleteIfEmpty() {
    try {
      if (length() == 0) {
        Files.deleteIfExists(file);
      }
    } catch (IOException inNobodysWay) {
      // An empty file more.
    }
  }
}
