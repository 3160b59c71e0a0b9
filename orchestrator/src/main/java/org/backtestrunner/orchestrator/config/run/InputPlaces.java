package org.backtestrunner.orchestrator.config.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.orchestrator.config.parameter.InputPath;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.launch.execute.ShellText;

/**
 * Where the input files of a config are.
 *
 * @param workingDirectory where relative paths start; absolute
 * @param configDirectory that of the config file, from where a user may have seen them; absolute
 */
public record InputPlaces(Path workingDirectory, Path configDirectory) {

  /** The absolute path that the text means. */
  Path resolve(String text) throws InvalidValueException {
    return InputPath.resolve(workingDirectory, text);
  }

  /**
   * What to do about a file that is not where it was sought, but would be from the directory of the
   * config or one above it: the rest of a sentence, or nothing.
   */
  String advice(String text) throws InvalidValueException {
    Path written = InputPath.of(text);
    if (written.isAbsolute() || Files.exists(resolve(text))) {
      return "";
    }
    Path beside = configDirectory.normalize();
    for (Path start = beside; start != null; start = start.getParent()) {
      Path file = start.resolve(written);
      if (Files.exists(file)) {
        return (start.equals(beside)
                ? "; it stands beside the config"
                : "; from " + start + " it is there")
            + ": run from there ("
            + ShellText.of(List.of("cd", start.toString()))
            + ") or write "
            + file;
      }
    }
    return "";
  }
}
