package org.backtestrunner.orchestrator.command.argument;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Notices that the locale, as C and POSIX, has no letters beyond ASCII: a JVM then cannot name the
 * files whose names have some, and gets other letters in their place.
 */
public final class UnencodablePaths {
  /** What the JVM puts in the place of a letter of an argument, and of the working directory. */
  private static final String UNKNOWN_IN_ARGUMENT = "\uFFFD";

  private static final String UNKNOWN_IN_DIRECTORY = "?";

  private UnencodablePaths() {}

  /** One sentence, if an argument or the working directory cannot be expressed. */
  public static Optional<String> complaint(List<String> arguments) {
    for (String argument : arguments) {
      if (argument.contains(UNKNOWN_IN_ARGUMENT)) {
        return Optional.of(sentence("the argument " + argument.replace(UNKNOWN_IN_ARGUMENT, "?")));
      }
    }
    Path directory = Path.of("").toAbsolutePath();
    boolean odd = directory.toString().contains(UNKNOWN_IN_DIRECTORY);
    return odd && !Files.isDirectory(directory)
        ? Optional.of(sentence("the working directory " + directory))
        : Optional.empty();
  }

  private static String sentence(String where) {
    return where
        + " has letters that this locale cannot express: set LC_ALL to a UTF-8 locale, such as"
        + " C.UTF-8";
  }
}
