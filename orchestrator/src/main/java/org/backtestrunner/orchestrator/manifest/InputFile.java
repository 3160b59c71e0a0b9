package org.backtestrunner.orchestrator.manifest;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One input file of a run.
 *
 * @param parameter that names it; of a file of a program of the user's its path, with a slash
 * @param path absolute; a file, or a directory of price files
 * @param sha256 64 lower-case hexadecimal digits
 * @param readAs how the worker has read it, in words; empty where it has not said
 * @param kept where below the batch's directory a copy is, of exactly this content; empty: nowhere
 */
public record InputFile(
    String parameter,
    Path path,
    long bytes,
    String sha256,
    Optional<String> readAs,
    Optional<String> kept) {

  public InputFile(String parameter, Path path, long bytes, String sha256) {
    this(parameter, path, bytes, sha256, Optional.empty(), Optional.empty());
  }

  /** Whether it belongs to a program of the user's that executes the runs. */
  public boolean isOfProgram() {
    return isOfProgram(parameter);
  }

  static boolean isOfProgram(String name) {
    return name.contains("/");
  }

  /** The same as a worker has read it. */
  public InputFile readAs(Optional<String> words) {
    return new InputFile(parameter, path, bytes, sha256, words, kept);
  }

  /**
   * The same with a copy.
   *
   * @param relative path of the copy below the batch's directory
   */
  public InputFile keptAt(String relative) {
    return new InputFile(parameter, path, bytes, sha256, readAs, Optional.of(relative));
  }
}
