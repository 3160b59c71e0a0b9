package org.backtestrunner.orchestrator.config;

import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.orchestrator.config.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.ConfigNode.Sequence;

/** Reads {@code worker_jvm_args}: a list, or one text in which blanks separate the arguments. */
final class JvmArgumentsReader {
  private static final String KEY = "worker_jvm_args";

  /** They would start something else than the worker. */
  private static final List<String> NOT_ALLOWED =
      List.of(
          "-jar",
          "-cp",
          "-classpath",
          "--class-path",
          "-m",
          "--module",
          "-version",
          "--version",
          "-help",
          "--help",
          "-h",
          "-?",
          "--dry-run");

  private final Section root;

  JvmArgumentsReader(Section root) {
    this.root = root;
  }

  /** The arguments that are allowed; a problem is reported for every other one. */
  List<String> read() {
    List<String> arguments = new ArrayList<>();
    root.find(KEY).ifPresent(entry -> words(entry).forEach(word -> add(arguments, entry, word)));
    return arguments;
  }

  private List<String> words(Entry entry) {
    if (!(entry.value() instanceof Sequence sequence)) {
      return root.textOfOneLine(entry.value(), KEY, entry.line()).stream()
          .flatMap(text -> List.of(text.strip().split("\\s+")).stream())
          .filter(word -> !word.isEmpty())
          .toList();
    }
    List<String> words = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      ConfigNode item = sequence.items().get(i);
      root.textOfOneLine(item, KEY + "[" + i + "]", item.line()).ifPresent(words::add);
    }
    return words;
  }

  private void add(List<String> arguments, Entry entry, String word) {
    String name = word.replaceFirst("=.*", "");
    if (!word.startsWith("-") || NOT_ALLOWED.contains(name)) {
      root.refuse(entry, "must be arguments of a JVM such as -Xss4m, not " + Problem.quote(word));
    } else {
      arguments.add(word);
    }
  }
}
