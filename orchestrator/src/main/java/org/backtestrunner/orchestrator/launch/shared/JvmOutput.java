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
   * @return how much that is, in bytes
   */
  long appendTo(Path log, long from) {
    if (length() == from) {
      return 0;
    }
    try (FileChannel said = FileChannel.open(file, StandardOpenOption.READ);
        InputStream in = Channels.newInputStream(said.position(from <= said.size() ? from : 0));
        OutputStream out = Files.newOutputStream(log, StandardOpenOption.APPEND)) {
      return in.transferTo(out);
    } catch (IOException unreadable) {
      // It stays where it is.
      return 0;
    }
  }

  /**
   * Deletes the file, if it holds nothing else.
   *
   * @param appended how much of it stands in logs of runs, in bytes
   */
  void deleteIfHoldsNoMore(long appended) {
    try {
      if (length() <= appended) {
        Files.deleteIfExists(file);
      }
    } catch (IOException inNobodysWay) {
      // A file more.
    }
  }
}
