package org.backtestrunner.orchestrator.launch.contract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.file.RegularFile;
import org.backtestrunner.shared.text.PrintableText;

/**
 * What a run.log says, as text that can be shown: the worker writes {@code WARN} and {@code ERROR}
 * lines, and at its end what it has used; a JVM that fails writes lines of its own.
 *
 * @param warnings in the order of the log, the first ones where there are many
 * @param lastError the line that says best why the worker failed, without its mark
 * @param lastLines the end of the log
 * @param cpuSeconds user and system time of the worker, as it reports itself
 * @param peakMegabytes its largest resident memory
 * @param read stamps of the inputs that it has read, by parameter; several where one has changed
 *     meanwhile, and none of a worker that does not tell
 * @param inputs how it has read each of them: {@code PATH: words}
 */
public record WorkerLog(
    List<RunWarning> warnings,
    Optional<String> lastError,
    List<String> lastLines,
    OptionalDouble cpuSeconds,
    OptionalDouble peakMegabytes,
    Map<String, Set<String>> read,
    List<String> inputs) {

  private static final int READ_AT_EITHER_END = 1 << 18;

  /** Of the serious ones and of the notes, each. */
  private static final int MOST_WARNINGS = 200;

  private static final int MOST_LAST_LINES = 10;
  private static final int LONGEST_LINE = 1_000;
  private static final String WARNING = "WARN ";
  private static final String ERROR = "ERROR ";
  private static final String READ_AS = "INFO read_as ";

  /** What a JVM that does not start says last, after the reason. */
  private static final Set<String> LAST_WORDS_OF_JVM =
      Set.of(
          "Error: Could not create the Java Virtual Machine.",
          "Error: A fatal exception has occurred. Program will exit.");

  /** Not of this run alone, and no reason of anything. */
  private static final Pattern FIRST_WORDS_OF_JVM =
      Pattern.compile("(NOTE: )?Picked up (JDK_JAVA_OPTIONS|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS): .*");

  private static final String NUMBER = "([0-9]{1,9}(?:[.][0-9]{1,9})?)";

  private static final Pattern RESOURCES =
      Pattern.compile("INFO cpu_sec=" + NUMBER + " peak_rss_mb=" + NUMBER);

  private static final Pattern INPUT = Pattern.compile("INFO input ([a-z_]+) ([-0-9a-z:]+)");

  public static final WorkerLog EMPTY = of(OptionalDouble.empty(), OptionalDouble.empty());

  /** What is known of a worker whose log was read before. */
  public static WorkerLog of(OptionalDouble cpuSeconds, OptionalDouble peakMegabytes) {
    return new WorkerLog(
        List.of(), Optional.empty(), List.of(), cpuSeconds, peakMegabytes, Map.of(), List.of());
  }

  /**
   * Reads a log; one that is not there or cannot be read says nothing.
   *
   * @param from where to begin, in bytes
   */
  public static WorkerLog read(Path file, long from) {
    try {
      return of(lines(file, from));
    } catch (IOException unreadable) {
      return EMPTY;
    }
  }

  /** Whether the worker itself, not its JVM, has said why it fails. */
  public static boolean hasError(Path file, long from) {
    try {
      return lines(file, from).stream().anyMatch(line -> line.startsWith(ERROR));
    } catch (IOException unreadable) {
      return false;
    }
  }

  /**
   * All lines but those of no meaning, or where the log is long those at its beginning and at its
   * end.
   */
  private static List<String> lines(Path file, long from) throws IOException {
    try (SeekableByteChannel log = RegularFile.openChannel(file)) {
      long size = log.size();
      long length = Math.max(0, size - from);
      byte[] start = part(log, from, Math.min(length, READ_AT_EITHER_END));
      long rest = Math.min(length - start.length, READ_AT_EITHER_END);
      byte[] end = part(log, size - rest, rest);
      String gap = start.length + end.length < length ? "\n...\n" : "";
      String text =
          new String(start, StandardCharsets.UTF_8) + gap + new String(end, StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.isBlank() && !FIRST_WORDS_OF_JVM.matcher(line).matches())
          .map(WorkerLog::cut)
          .toList();
    }
  }

  /** So many bytes, or as many as are there. */
  private static byte[] part(SeekableByteChannel log, long from, long count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) count);
    log.position(from);
    while (bytes.hasRemaining() && log.read(bytes) >= 0) {}
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static String cut(String line) {
    String shown = PrintableText.of(line);
    return shown.length() <= LONGEST_LINE ? shown : shown.substring(0, LONGEST_LINE) + "...";
  }

  private static WorkerLog of(List<String> lines) {
    WarningLines warnings = new WarningLines();
    Optional<String> error = Optional.empty();
    OptionalDouble cpu = OptionalDouble.empty();
    OptionalDouble peak = OptionalDouble.empty();
    Map<String, Set<String>> read = new HashMap<>();
    List<String> inputs = new ArrayList<>();
    for (String line : lines) {
      Matcher resources = RESOURCES.matcher(line);
      Matcher input = INPUT.matcher(line);
      if (line.startsWith(WARNING)) {
        warnings.add(RunWarning.ofLog(line.substring(WARNING.length())));
      } else if (line.startsWith(ERROR)) {
        error = Optional.of(line.substring(ERROR.length()));
      } else if (line.startsWith(READ_AS)) {
        inputs.add(line.substring(READ_AS.length()));
      } else if (resources.matches()) {
        cpu = OptionalDouble.of(Double.parseDouble(resources.group(1)));
        peak = OptionalDouble.of(Double.parseDouble(resources.group(2)));
      } else if (input.matches()) {
        read.computeIfAbsent(input.group(1), any -> new HashSet<>()).add(input.group(2));
      }
    }
    List<String> lastLines =
        lines.subList(Math.max(0, lines.size() - MOST_LAST_LINES), lines.size());
    return new WorkerLog(
        List.copyOf(warnings.kept),
        error.or(() -> errorOfJvm(lines)),
        List.copyOf(lastLines),
        cpu,
        peak,
        Map.copyOf(read),
        List.copyOf(inputs));
  }

  /** Whether a line tells what the worker has read or used, and nothing about its result. */
  static boolean isBookkeeping(String line) {
    return RESOURCES.matcher(line).matches()
        || INPUT.matcher(line).matches()
        || LogTail.PERCENT_READ.matcher(line).matches();
  }

  /** How the worker has read an input; of one that it has read in several ways, all of them. */
  public Optional<String> readAs(Path input) {
    String beginning = input + ": ";
    return inputs.stream()
        .filter(line -> line.startsWith(beginning))
        .map(line -> line.substring(beginning.length()))
        .distinct()
        .reduce((one, other) -> one + "; " + other);
  }

  /** The first warnings of a log; many notes leave serious ones their place. */
  private static final class WarningLines {
    private final List<RunWarning> kept = new ArrayList<>();
    private int notes;
    private int serious;

    void add(RunWarning warning) {
      int number = warning.serious() ? ++serious : ++notes;
      if (number <= MOST_WARNINGS) {
        kept.add(warning);
      }
    }
  }

  /** A JVM's own complaint, or an exception that nobody caught. */
  private static Optional<String> errorOfJvm(List<String> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = lines.get(i).strip();
      boolean trace = line.startsWith("at ") || line.startsWith("...");
      if (!trace && (line.contains("Error") || line.contains("Exception"))) {
        return Optional.of(i > 0 && LAST_WORDS_OF_JVM.contains(line) ? reason(lines, i) : line);
      }
    }
    return Optional.empty();
  }

  private static String reason(List<String> lines, int farewell) {
    int i = farewell;
    while (i > 0 && LAST_WORDS_OF_JVM.contains(lines.get(i).strip())) {
      i--;
    }
    return lines.get(i).strip();
  }
}
