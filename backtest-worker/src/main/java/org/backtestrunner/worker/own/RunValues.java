package org.backtestrunner.worker.own;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.backtestrunner.worker.api.Run;
import org.backtestrunner.worker.parameter.RunParameters;

/** The parameters of a run as the user's code sees them. */
record RunValues(RunParameters parameters) implements Run {
  @Override
  public long integer(String name) {
    return parameters.integer(name);
  }

  @Override
  public double number(String name) {
    return parameters.number(name);
  }

  @Override
  public String text(String name) {
    return parameters.text(name);
  }

  @Override
  public LocalDate date(String name) {
    return parameters.date(name);
  }

  @Override
  public Path file(String name) {
    return parameters.file(name);
  }

  @Override
  public Optional<Path> findFile(String name) {
    return parameters.findFile(name);
  }
}
