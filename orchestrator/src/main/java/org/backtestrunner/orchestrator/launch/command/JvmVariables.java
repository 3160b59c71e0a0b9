package org.backtestrunner.orchestrator.launch.command;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The variables of the environment from which a JVM takes options, too. */
public final class JvmVariables {
  private static final List<String> NAMES =
      List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

  private JvmVariables() {}

  /**
   * Those that are set.
   *
   * @param environment of the workers
   */
  public static List<String> in(Map<String, String> environment) {
    return NAMES.stream().filter(name -> !environment.getOrDefault(name, "").isBlank()).toList();
  }

  /** What they are set to in the environment of this process; empty texts where they are not. */
  static List<String> values() {
    return NAMES.stream().map(name -> Objects.requireNonNullElse(System.getenv(name), "")).toList();
  }
}
