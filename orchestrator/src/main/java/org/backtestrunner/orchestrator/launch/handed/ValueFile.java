package org.backtestrunner.orchestrator.launch.handed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A small file of lines {@code name=value}, of which a name may have several, in their order. */
final class ValueFile {
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  ValueFile put(String name, Object value) {
    values.computeIfAbsent(name, first -> new ArrayList<>()).add(String.valueOf(value));
    return this;
  }

  ValueFile putAll(String name, List<String> all) {
    all.forEach(value -> put(name, value));
    return this;
  }

  List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  Optional<String> find(String name) {
    return all(name).stream().findFirst();
  }

  /**
   * @throws IOException where it is not there
   */
  String get(String name) throws IOException {
    return find(name).orElseThrow(() -> new IOException("no " + name));
  }

  static ValueFile read(Path file) throws IOException {
    ValueFile read = new ValueFile();
    for (String line : Files.readString(file).split("\n")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        read.put(line.substring(0, equals), unescaped(line.substring(equals + 1)));
      }
    }
    return read;
  }

  /** Writes the file, which is not there yet. */
  void write(Path file) throws IOException {
    Files.writeString(file, text(), StandardOpenOption.CREATE_NEW);
  }

  /**
   * Makes the file, whole, unless there is one: whoever does it first has done it.
   *
   * @return whether it was this one
   */
  boolean putFirst(Path file) throws IOException {
    Path whole = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try (FileChannel channel =
        FileChannel.open(whole, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    try {
      Files.createLink(file, whole);
      return true;
    } catch (IOException failure) {
      if (Files.exists(file)) {
        return false;
      }
      throw failure;
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (name, all) -> {
          for (String value : all) {
            text.append(name).append('=').append(escaped(value)).append('\n');
          }
        });
    return text.toString();
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescaped(String text) {
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        char next = text.charAt(++i);
        value.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }
}
