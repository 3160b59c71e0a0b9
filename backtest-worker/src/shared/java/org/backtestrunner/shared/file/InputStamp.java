package org.backtestrunner.shared.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * By what an input is recognised as unchanged without reading it.
 *
 * @param input the path that was given
 * @param own of the file or directory itself
 * @param files of a directory, its tables by their paths below it: it does not change with them
 */
public record InputStamp(Path input, FileStamp own, SortedMap<String, FileStamp> files) {
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  public static InputStamp of(Path input) throws IOException {
    SortedMap<String, FileStamp> files = new TreeMap<>();
    if (Files.isDirectory(input)) {
      for (Path file : TableFiles.in(input)) {
        files.put(input.relativize(file).toString(), FileStamp.ofEntry(file));
      }
    }
    return new InputStamp(input, FileStamp.of(input), files);
  }

  /**
   * What differs where something else may have been read, in one word. Of a file, its stamp; of a
   * directory the number of its tables and a digest of their stamps. What comes and goes beside the
   * tables is no difference.
   */
  public String read() {
    if (files.isEmpty()) {
      return own.text();
    }
    long digest = own.links();
    for (Map.Entry<String, FileStamp> file : files.entrySet()) {
      digest = digested(digested(digest, file.getKey()), file.getValue().text());
    }
    return files.size() + ":" + Long.toHexString(digest);
  }

  /** Its size, or that of its tables. */
  public long bytes() {
    return files.isEmpty() ? own.size() : files.values().stream().mapToLong(FileStamp::size).sum();
  }

  /** Fowler, Noll and Vo's 1a of 64 bits: no program chooses the stamps of its files. */
  private static long digested(long digest, String text) {
    long next = digest ^ FNV_OFFSET;
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      next = (next ^ (one & 0xff)) * FNV_PRIME;
    }
    return next * FNV_PRIME;
  }

  /** One line a file: path, stamp. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(input).append(' ').append(own.text());
    for (Map.Entry<String, FileStamp> file : files.entrySet()) {
      text.append("\n  ").append(file.getKey()).append(' ').append(file.getValue().text());
    }
    return text.toString();
  }
}
