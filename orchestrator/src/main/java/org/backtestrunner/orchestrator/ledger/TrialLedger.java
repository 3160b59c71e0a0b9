package org.backtestrunner.orchestrator.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;

/**
 * The file of a ledger: JSON objects, one a line, to which any number of processes append. Each
 * does so under a lock of the operating system, which ends with the process, however that ends.
 * What a killed one has left of a line is cut off by the next; whole lines are never touched, and a
 * file with a line that cannot be read is not written to.
 */
final class TrialLedger {
  private static final int BLOCK = 1 << 16;
  private static final String REPAIR = " until the line is repaired or removed";

  private final Path file;

  TrialLedger(Path file) {
    this.file = file;
  }

  /**
   * What is in the file now.
   *
   * @param before how many trials of each family were there, of those that there were
   */
  record Change(LedgerContent content, Map<TrialFamily, Integer> before) {
    Change {
      before = Map.copyOf(before);
    }
  }

  /**
   * Appends what is not there yet.
   *
   * @throws LedgerException where the file cannot be read or written; it then holds what it held
   */
  Change append(List<Trial> trials, Instant at) throws LedgerException {
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException failure) {
      throw failed("cannot make the directory of", failure);
    }
    try (FileChannel channel =
        open(
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE))) {
      lock(channel, false);
      LedgerContent content = new LedgerContent();
      End end = read(channel, content);
      Map<TrialFamily, Integer> before = new HashMap<>();
      content.families().forEach(family -> before.put(family, content.lines(family).size()));
      List<LedgerLine> unseen = content.unseen(trials, at);
      write(channel, end, unseen);
      unseen.forEach(content::add);
      return new Change(content, before);
    } catch (IOException failure) {
      throw failed("cannot write", failure);
    }
  }

  /** What the file holds; nothing where there is none. */
  LedgerContent read() throws LedgerException {
    LedgerContent content = new LedgerContent();
    if (Files.notExists(file)) {
      return content;
    }
    try (FileChannel channel = open(Set.of(StandardOpenOption.READ))) {
      lock(channel, true);
      read(channel, content);
      return content;
    } catch (IOException failure) {
      throw failed("cannot read", failure);
    }
  }

  /** A pipe or a device would never come to an end. */
  private FileChannel open(Set<StandardOpenOption> options) throws IOException, LedgerException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new LedgerException(file + " is not a regular file", "");
    }
    return FileChannel.open(file, options);
  }

  /** Waits for the lock, which ends with the channel. */
  private void lock(FileChannel channel, boolean shared) throws LedgerException {
    try {
      channel.lock(0, Long.MAX_VALUE, shared);
    } catch (IOException failure) {
      throw failed("cannot lock", failure);
    }
  }

  private LedgerException failed(String task, IOException failure) {
    return new LedgerException(EnvironmentException.of(task, file, failure).sentence(), "");
  }

  /**
   * Where the last whole line ends.
   *
   * @param lacksLineFeed as an editor may leave it; the line counts nevertheless
   */
  private record End(long place, boolean lacksLineFeed) {}

  /** Reads whole lines. */
  private End read(FileChannel channel, LedgerContent content) throws IOException, LedgerException {
    LedgerLines lines = new LedgerLines();
    // Not closed: that would close the channel, and with it give the lock back.
    InputStream in = Channels.newInputStream(channel);
    byte[] block = new byte[BLOCK];
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long end = 0;
    int number = 1;
    for (int count = in.read(block); count >= 0; count = in.read(block)) {
      int from = 0;
      for (int i = 0; i < count; i++) {
        if (block[i] == '\n') {
          line.write(block, from, i - from);
          content.add(parse(lines, line.toByteArray(), number));
          end += line.size() + 1;
          number++;
          line.reset();
          from = i + 1;
        }
      }
      line.write(block, from, count - from);
    }
    if (line.size() > 0 && line.toByteArray()[line.size() - 1] == '}') {
      content.add(parse(lines, line.toByteArray(), number));
      return new End(end + line.size(), true);
    }
    refuseUnlessTorn(line.toString(StandardCharsets.UTF_8), number);
    return new End(end, false);
  }

  private LedgerLine parse(LedgerLines lines, byte[] text, int number) throws LedgerException {
    try {
      return lines.parse(text);
    } catch (LedgerLines.NewerVersionException newer) {
      throw new LedgerException(file + ": line " + number + " " + newer.getMessage(), "");
    } catch (UnreadableFileException unreadable) {
      throw new LedgerException(file + ":" + number + ": not readable", REPAIR);
    }
  }

  /** What is no beginning of a line of ours may be the end of somebody else's file. */
  private void refuseUnlessTorn(String tail, int number) throws LedgerException {
    if (!tail.startsWith(LedgerLine.BEGINNING) && !LedgerLine.BEGINNING.startsWith(tail)) {
      throw new LedgerException(file + ":" + number + ": not readable", REPAIR);
    }
  }

  private static void write(FileChannel channel, End end, List<LedgerLine> lines)
      throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder(end.lacksLineFeed() ? "\n" : "");
    lines.forEach(line -> text.append(line.text()));
    ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    channel.truncate(end.place()).position(end.place());
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException failure) {
      channel.truncate(end.place());
      throw failure;
    }
  }
}
