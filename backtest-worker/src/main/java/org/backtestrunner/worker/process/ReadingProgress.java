package org.backtestrunner.worker.process;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Tells now and then how much of a long input this process has read, where the system knows that,
 * as {@code read 45 %}. Whoever waits for it sees that it goes on.
 */
public final class ReadingProgress {
  /** What else a process reads comes on top, so that all of the input may not be all. */
  private static final long MOST_PERCENT = 99;

  private final long bytes;
  private final Consumer<String> lines;
  private final Duration pause;
  private final Thread teller = new Thread(this::tell, "reading progress");

  /**
   * Begins.
   *
   * @param bytes that are going to be read
   * @param lines takes what is told, in a thread of its own
   * @param pause between two lines
   */
  public ReadingProgress(long bytes, Consumer<String> lines, Duration pause) {
    this.bytes = Math.max(1, bytes);
    this.lines = lines;
    this.pause = pause;
    teller.setDaemon(true);
    teller.start();
  }

  private void tell() {
    OptionalLong before = ProcessUsage.bytesRead();
    long told = 0;
    try {
      while (before.isPresent()) {
        Thread.sleep(pause.toMillis());
        long read = ProcessUsage.bytesRead().orElse(0) - before.getAsLong();
        long percent = Math.min(MOST_PERCENT, 100 * read / bytes);
        if (percent > told) {
          lines.accept("read " + percent + " %");
          told = percent;
        }
      }
    } catch (InterruptedException done) {
      // Nothing is left to tell.
    }
  }

  /** Tells nothing more. */
  public void close() {
    teller.interrupt();
  }
}
