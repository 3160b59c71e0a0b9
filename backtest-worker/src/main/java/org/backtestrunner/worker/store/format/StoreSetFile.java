package org.backtestrunner.worker.store.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.backtestrunner.shared.file.FileStamp;
import org.backtestrunner.worker.data.FactorBundle;

/**
 * The text of a {@link StoreSet}: a line each, a word that says what it is and then its fields,
 * separated by blanks, free text last; the first line is the version of the format, the last one a
 * checksum of all before it.
 */
public final class StoreSetFile {
  static final String FIRST_LINE = "backtest-worker store 4";

  private static final String CHECKSUM = "crc32 ";

  /** Stands for the kind of what is only said. */
  private static final String NO_WARNING = "-";

  private StoreSetFile() {}

  public static void write(Path file, StoreSet set) throws IOException {
    byte[] text = text(set).getBytes(StandardCharsets.UTF_8);
    String checksum = CHECKSUM + Long.toHexString(crc32(text, text.length)) + "\n";
    byte[] last = checksum.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(text, text.length + last.length);
    System.arraycopy(last, 0, all, text.length, last.length);
    EntryDirectory.place(file, out -> out.write(all));
  }

  private static String text(StoreSet set) {
    StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
    if (set.worker().isPresent()) {
      input(text, "worker", set.worker().get());
    }
    for (InputState input : set.inputs()) {
      input(text, "input", input);
      for (InputState file : input.files()) {
        input(text, "file", file);
      }
    }
    for (Map.Entry<String, String> setting : new TreeMap<>(set.settings()).entrySet()) {
      line(text, "setting", setting.getKey() + " " + escaped(setting.getValue()));
    }
    line(text, "directory", escaped(set.directory().toString()));
    line(text, "panel", set.panel());
    if (set.bundle().isPresent()) {
      bundle(text, set.bundle().get(), set.factors());
    }
    for (Warning warning : set.ofFactorFile()) {
      String kind = warning.kind().isEmpty() ? NO_WARNING : warning.kind();
      line(text, "factor_file", kind + " " + warning.serious() + " " + escaped(warning.message()));
    }
    return text.toString();
  }

  private static void bundle(StringBuilder text, FactorBundle bundle, List<String> factors) {
    line(
        text,
        "bundle",
        bundle.winsorize()
            + " "
            + bits(bundle.lowerLimit())
            + " "
            + bits(bundle.upperLimit())
            + " "
            + bundle.zscore());
    if (bundle.neutralizeBy().isPresent()) {
      line(text, "neutralize_by", escaped(bundle.neutralizeBy().get()));
    }
    for (int i = 0; i < factors.size(); i++) {
      FactorBundle.Member member = bundle.members().get(i);
      String numbers = bits(member.weight()) + " " + member.sign();
      line(text, "factor", numbers + " " + factors.get(i) + " " + escaped(member.name()));
    }
  }

  private static void input(StringBuilder text, String word, InputState input) {
    String path = escaped(input.path().toString());
    line(text, word, input.parameter() + " " + input.stamp().text() + " " + path);
  }

  private static void line(StringBuilder text, String word, String fields) {
    text.append(word).append(' ').append(fields).append('\n');
  }

  /** All digits of a double. */
  private static String bits(double value) {
    return Long.toHexString(Double.doubleToLongBits(value));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static long crc32(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }

  /**
   * Reads a set.
   *
   * @throws StoreException where it is missing, damaged or of another version
   */
  public static StoreSet read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new StoreException(file, "does not exist");
    } catch (IOException failure) {
      throw new StoreException(file, "cannot be read: " + failure.getMessage());
    }
    int end = bytes.length - 1;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    if (end <= 0 || bytes[bytes.length - 1] != '\n') {
      throw new StoreException(file, "is truncated");
    }
    String last = new String(bytes, end, bytes.length - 1 - end, StandardCharsets.UTF_8);
    if (!last.equals(CHECKSUM + Long.toHexString(crc32(bytes, end)))) {
      throw new StoreException(file, "is damaged");
    }
    String text = new String(bytes, 0, end, StandardCharsets.UTF_8);
    if (!text.startsWith(FIRST_LINE + "\n")) {
      throw new StoreException(file, "is not of this version's format");
    }
    try {
      return new Lines(text).set();
    } catch (RuntimeException malformed) {
      throw new StoreException(file, "is malformed");
    }
  }

  /** Reads line by line what {@link #text} has written. */
  private static final class Lines {
    private final String text;
    private int at = FIRST_LINE.length() + 1;
    private int end;

    private Optional<InputState> worker = Optional.empty();
    private final List<InputState> inputs = new ArrayList<>();
    private final Map<String, String> settings = new HashMap<>();
    private String directory = "";
    private String panel = "";
    private final List<String> factors = new ArrayList<>();
    private final List<FactorBundle.Member> members = new ArrayList<>();
    private final List<Warning> ofFactorFile = new ArrayList<>();
    private boolean withBundle;
    private boolean winsorize;
    private double lowerLimit;
    private double upperLimit;
    private boolean zscore;
    private Optional<String> neutralizeBy = Optional.empty();

    Lines(String text) {
      this.text = text;
    }

    StoreSet set() {
      while (at < text.length()) {
        end = text.indexOf('\n', at);
        line();
        at = end + 1;
      }
      Optional<FactorBundle> bundle =
          withBundle
              ? Optional.of(
                  new FactorBundle(
                      members, winsorize, lowerLimit, upperLimit, zscore, neutralizeBy))
              : Optional.empty();
      return new StoreSet(
          worker, inputs, settings, Path.of(directory), panel, factors, bundle, ofFactorFile);
    }

    private void line() {
      switch (word()) {
        case "worker" -> worker = Optional.of(input());
        case "input" -> inputs.add(input());
        case "file" -> inputs.get(inputs.size() - 1).files().add(input());
        case "setting" -> settings.put(word(), rest());
        case "directory" -> directory = rest();
        case "panel" -> panel = rest();
        case "bundle" -> {
          withBundle = true;
          winsorize = flag(word());
          lowerLimit = number(word());
          upperLimit = number(word());
          zscore = flag(rest());
        }
        case "factor_file" -> {
          String kind = word();
          boolean serious = flag(word());
          ofFactorFile.add(
              new Warning(kind.equals(NO_WARNING) ? Warning.SAID : kind, serious, rest()));
        }
        case "neutralize_by" -> neutralizeBy = Optional.of(rest());
        case "factor" -> {
          double weight = number(word());
          int sign = Integer.parseInt(word());
          factors.add(word());
          members.add(new FactorBundle.Member(rest(), weight, sign));
        }
        default -> throw new IllegalArgumentException("unknown line");
      }
    }

    private InputState input() {
      String parameter = word();
      FileStamp stamp = FileStamp.parse(word());
      return new InputState(parameter, Path.of(rest()), stamp, new ArrayList<>());
    }

    /** The next field of the line, which must have one more. */
    private String word() {
      int blank = text.indexOf(' ', at);
      if (blank < 0 || blank > end) {
        throw new IllegalArgumentException("a field lacks");
      }
      String word = text.substring(at, blank);
      at = blank + 1;
      return word;
    }

    private String rest() {
      return plain(text.substring(at, end));
    }

    private static double number(String bits) {
      return Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    }

    private static boolean flag(String text) {
      return text.equals("true");
    }

    private static String plain(String escaped) {
      if (escaped.indexOf('\\') < 0) {
        return escaped;
      }
      StringBuilder plain = new StringBuilder();
      for (int i = 0; i < escaped.length(); i++) {
        char c = escaped.charAt(i);
        if (c == '\\') {
          char code = escaped.charAt(++i);
          plain.append(code == 'n' ? '\n' : code == 'r' ? '\r' : code);
        } else {
          plain.append(c);
        }
      }
      return plain.toString();
    }
  }
}
