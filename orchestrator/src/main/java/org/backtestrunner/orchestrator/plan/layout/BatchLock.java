package org.backtestrunner.orchestrator.plan.layout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.backtestrunner.orchestrator.file.EnvironmentException;

/**
 * The right to work on a batch: a lock of the operating system on a file beside the batch's
 * directory. It ends with the process that holds it, however that ends, so that none is ever stale;
 * the file itself stays.
 */
public final class BatchLock implements AutoCloseable {
  private static final int LONGEST_PID = 20;

  private final BatchDirectory batch;
  private final FileChannel channel;

  private BatchLock(BatchDirectory batch, FileChannel channel) {
    this.batch = batch;
    this.channel = channel;
  }

  /** The batch that may be worked on. */
  public BatchDirectory batch() {
    return batch;
  }

  private static Path file(BatchDirectory batch) {
    return batch.path().resolveSibling("." + batch.path().getFileName() + ".lock");
  }

  /**
   * Takes the lock. The directory above the batch's is made where it is missing.
   *
   * @throws BatchHeldException where another process has it
   */
  public static BatchLock acquire(BatchDirectory batch) {
    Path file = file(batch);
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw held(batch, channel);
      }
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
      return new BatchLock(batch, channel);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot lock", file, failure);
    }
  }

  /**
   * Makes sure that no other process holds the lock, without changing anything. Not for a process
   * that holds it itself: by closing the file it would give the lock back.
   *
   * @throws BatchHeldException where one does
   */
  public static void checkFree(BatchDirectory batch) {
    Path file = file(batch);
    if (!Files.exists(file)) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw held(batch, channel);
      }
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot lock", file, failure);
    }
  }

  private static BatchHeldException held(BatchDirectory batch, FileChannel channel)
      throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(LONGEST_PID);
    channel.read(pid, 0);
    channel.close();
    String holder = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).strip();
    return new BatchHeldException(
        "another process works on this batch (pid " + holder + "): " + batch.path());
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException unimportant) {
      // The lock ends with the process at the latest.
    }
  }
}
