package org.backtestrunner.orchestrator.launch.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the command tells of a worker that was started by it.
 *
 * @param words none where none was started
 */
public record RecordedCommand(List<String> words) {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})([kKmMgG]?)");

  public RecordedCommand {
    words = List.copyOf(words);
  }

  /** The worker's jar. */
  public Optional<Path> jar() {
    int start = start();
    return start < 0 || start + 1 >= words.size()
        ? Optional.empty()
        : Optional.of(Path.of(words.get(start + 1)));
  }

  /** The JVM's options, without those that only make it start faster. */
  public List<String> jvmOptions() {
    int start = start();
    return start < 0
        ? List.of()
        : words.subList(1, start).stream()
            .filter(word -> !ClassArchive.isOptionOfArchives(word))
            .toList();
  }

  /** How large its heap could become; of the JVM's own choice, what that would be here. */
  public long heapMebibytes() {
    return jvmOptions().stream()
        .filter(word -> word.startsWith(WorkerCommand.HEAP))
        .reduce((earlier, later) -> later)
        .map(word -> word.substring(WorkerCommand.HEAP.length()))
        .flatMap(RecordedCommand::mebibytes)
        .orElse(Runtime.getRuntime().maxMemory() >> 20);
  }

  private static Optional<Long> mebibytes(String memory) {
    Matcher size = SIZE.matcher(memory);
    if (!size.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(size.group(1));
    return Optional.of(
        switch (size.group(2).toLowerCase(Locale.ROOT)) {
          case "g" -> number << 10;
          case "m" -> number;
          case "k" -> number >> 10;
          default -> number >> 20;
        });
  }

  /** Where the options of the JVM end, or -1. */
  private int start() {
    return Math.max(words.indexOf("-jar"), words.indexOf("-cp"));
  }
}
