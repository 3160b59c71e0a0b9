package org.backtestrunner.worker;

import java.time.Duration;
import java.util.OptionalLong;
import org.backtestrunner.worker.process.ProcessUsage;

/**
 * Tells now and then how much of a long input this process has read, where the system knows that: a
 * line of the log such as {@code INFO read 45 %}. Whoever waits for it sees that it goes on.
 */
final class ReadingProgress {
  /** What else a process reads comes on top, so that all of the input may not be all. */
  private static final long MOST_PERCENT = 99;

  private final long bytes;
  private final RunLog log;
  private final Duration pause;
  private final Thread teller = new Thread(this::tell, "reading progress");

  /**
   * Begins.
   *
   * @param bytes that are going to be read
   * @param pause between two lines
   */
  ReadingProgress(long bytes, RunLog log, Duration pause) {
    this.bytes = Math.max(1, bytes);
    this.log = log;
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
          log.note("read " + percent + " %");
          told = percent;
        }
      }
    } catch (InterruptedException done) {
      // Nothing is left to tell.
    }
  }

  /** Tells nothing more. */
  void close() {
    teller.interrupt();
  }
}
