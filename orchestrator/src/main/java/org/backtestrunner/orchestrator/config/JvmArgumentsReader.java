package org.backtestrunner.orchestrator.config;

import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Section;

/** Reads {@code worker_jvm_args}. */
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
    List<ConfigNode> items = root.list(KEY);
    for (int i = 0; i < items.size(); i++) {
      String path = KEY + "[" + i + "]";
      int line = items.get(i).line();
      root.textOfOneLine(items.get(i), path, line)
          .filter(argument -> isAllowed(argument, path, line))
          .ifPresent(arguments::add);
    }
    return arguments;
  }

  private boolean isAllowed(String argument, String path, int line) {
    String name = argument.replaceFirst("=.*", "");
    boolean allowed = argument.startsWith("-") && !NOT_ALLOWED.contains(name);
    if (!allowed) {
      String message = "must be an argument of a JVM such as -Xss4m, not ";
      root.refuse(path, line, message + Problem.quote(argument));
    }
    return allowed;
  }
}
