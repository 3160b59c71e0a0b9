package org.backtestrunner.orchestrator.config.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.backtestrunner.shared.file.Sha256;

/**
 * The bytes of a config, read once: what is validated is what is copied into the batch output, even
 * if the file changes meanwhile, or is a pipe that can be read only once.
 */
public final class ConfigSource {
  private static final int MOST_BYTES = 8 << 20;

  /** What stands for standard input on the command line. */
  private static final Path STANDARD_INPUT = Path.of("-");

  /** The YAML scanner's time grows with the square of a line. */
  private static final int LONGEST_YAML_LINE = 256 << 10;

  private final String name;
  private final Path file;
  private final byte[] bytes;

  private ConfigSource(String name, Path file, byte[] bytes) {
    this.name = name;
    this.file = file;
    this.bytes = bytes;
  }

  /**
   * @param file {@code -} is standard input
   * @throws ConfigException if there is no such file, or it is too large for a config
   */
  public static ConfigSource read(Path file, Path workingDirectory) {
    if (file.equals(STANDARD_INPUT)) {
      return read("<stdin>", STANDARD_INPUT, () -> System.in);
    }
    Path absolute = workingDirectory.resolve(file).toAbsolutePath();
    if (Files.isDirectory(absolute)) {
      throw refused(file.toString(), 0, "is a directory, not a config file: " + absolute);
    }
    return read(file.toString(), absolute, () -> Files.newInputStream(absolute));
  }

  /** Something that opens. */
  private interface Opening {
    InputStream open() throws IOException;
  }

  private static ConfigSource read(String name, Path file, Opening opening) {
    try (InputStream in = opening.open()) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw refused(name, 0, "the file is larger than 8 MiB");
      }
      return new ConfigSource(name, file, bytes);
    } catch (NoSuchFileException e) {
      throw refused(name, 0, "config file not found: " + file);
    } catch (AccessDeniedException e) {
      throw refused(name, 0, "config file cannot be read, permission denied: " + file);
    } catch (IOException e) {
      throw refused(name, 0, "config file cannot be read: " + e.getMessage());
    }
  }

  /** The file as the user named it; {@code <stdin>} is standard input. */
  public String name() {
    return name;
  }

  /** Where the same config can be read later; empty for standard input and pipes. */
  public Optional<Path> lastingFile() {
    boolean open =
        Stream.of("/dev/fd", "/dev/stdin", "/proc").anyMatch(place -> file.startsWith(place));
    return file.isAbsolute() && Files.isRegularFile(file) && !open
        ? Optional.of(file)
        : Optional.empty();
  }

  /** A copy of the file's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The SHA-256 of the file's bytes, 64 hexadecimal digits. */
  public String sha256() {
    return Sha256.of(bytes);
  }

  boolean isJson() {
    return name.toLowerCase(Locale.ROOT).endsWith(".json");
  }

  /** Whether the first character is that of a JSON object, or of a YAML mapping in braces. */
  boolean beginsWithBrace() {
    return new String(bytes, StandardCharsets.UTF_8)
        .replaceFirst("^\uFEFF?\\s*", "")
        .startsWith("{");
  }

  /**
   * The file's text without byte order mark.
   *
   * @param json whether it is to be read as JSON, which has fewer rules for white space
   * @throws ConfigException if the bytes are not UTF-8, or hold what no text file holds
   */
  String text(boolean json) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    if (decoder.decode(in, out, true).isError()) {
      String before = new String(bytes, 0, in.position(), StandardCharsets.UTF_8);
      throw refused(name, lineAt(before, before.length()), "the file is not UTF-8 text");
    }
    String text = out.flip().toString();
    checkCharacters(text, json);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private void checkCharacters(String text, boolean json) {
    boolean indentation = true;
    int lineStart = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        indentation = true;
        lineStart = i + 1;
      } else if (i - lineStart >= LONGEST_YAML_LINE && !json) {
        throw refused(
            name,
            lineAt(text, i),
            "a line longer than 256 KiB; write long lists with one value a line");
      } else if (c == '\t') {
        if (indentation && !json) {
          throw refused(name, lineAt(text, i), "a tab: YAML is indented with spaces only");
        }
      } else {
        indentation &= c == ' ';
        if (Character.isISOControl(c) && c != '\u0085') {
          String code = Integer.toHexString(0x10000 | c).substring(1).toUpperCase(Locale.ROOT);
          throw refused(name, lineAt(text, i), "a control character (U+" + code + ")");
        }
      }
    }
  }

  /** A line ends with {@code \n}, {@code \r\n} or {@code \r}. */
  private static int lineAt(String text, int position) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 >= text.length() || text.charAt(i + 1) != '\n'))) {
        line++;
      }
    }
    return line;
  }

  ConfigException refused(int line, String message) {
    return refused(name, line, message);
  }

  private static ConfigException refused(String name, int line, String message) {
    return new ConfigException(new Problem(name, line, "", message));
  }
}
