package org.backtestrunner.worker.api;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The parameters of one run, checked, to be asked for by name: those that the strategy or factor
 * declares, and those that every run has, such as {@code start_capital}. Another name, or another
 * type than the parameter's, is a mistake in the code and answered by an {@link
 * IllegalArgumentException} that tells the names.
 */
public interface Run {
  long integer(String name);

  double number(String name);

  /** The word that was chosen. */
  String text(String name);

  LocalDate date(String name);

  /** A file that the run must have. */
  Path file(String name);

  /** A file that the run need not have. */
  Optional<Path> findFile(String name);
}
