package org.backtestrunner.worker.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A parameter that a strategy or factor of the user's declares. It joins the worker's own: configs
 * may set it, grids may sweep it, and it is checked before anything is started.
 *
 * @param name lower-case letters, digits and underscores
 * @param type what its text must be
 * @param standard the text that counts where none is given; only files and required parameters have
 *     none
 * @param choices the allowed words of a {@link Type#CHOICE}
 * @param range the allowed numbers, such as {@code [1, 500]} or {@code (0, inf)}; empty: all
 * @param required whether every run that uses it must set it
 * @param description one sentence
 */
public record OwnParameter(
    String name,
    Type type,
    Optional<String> standard,
    List<String> choices,
    String range,
    boolean required,
    String description) {

  /** What the text of a value must be. */
  public enum Type {
    INTEGER,
    NUMBER,
    CHOICE,
    DATE,
    FILE
  }

  public OwnParameter {
    Objects.requireNonNull(name, "name of a parameter");
    Objects.requireNonNull(type, "type of a parameter");
    Objects.requireNonNull(standard, "default of a parameter");
    Objects.requireNonNull(range, "range of a parameter");
    Objects.requireNonNull(description, "description of a parameter");
    choices = List.copyOf(choices);
  }

  public static OwnParameter integer(String name, long standard, String description) {
    return of(name, Type.INTEGER, Optional.of(Long.toString(standard)), description);
  }

  public static OwnParameter number(String name, double standard, String description) {
    return of(name, Type.NUMBER, Optional.of(Double.toString(standard)), description);
  }

  /**
   * A word out of several.
   *
   * @param choices at least one, of which the first counts where none is given
   */
  public static OwnParameter choice(String name, List<String> choices, String description) {
    Optional<String> standard = choices.isEmpty() ? Optional.empty() : Optional.of(choices.get(0));
    return new OwnParameter(name, Type.CHOICE, standard, choices, "", false, description);
  }

  /**
   * A date.
   *
   * @param standard such as {@code 2020-01-31}
   */
  public static OwnParameter date(String name, String standard, String description) {
    return of(name, Type.DATE, Optional.of(standard), description);
  }

  /** A file, which must exist where one is given; a change of it runs runs again. */
  public static OwnParameter file(String name, String description) {
    return of(name, Type.FILE, Optional.empty(), description);
  }

  private static OwnParameter of(
      String name, Type type, Optional<String> standard, String description) {
    return new OwnParameter(name, type, standard, List.of(), "", false, description);
  }

  /**
   * The same with a range of numbers.
   *
   * @param interval in the usual notation: {@code [0, 0.5]} holds its ends, {@code (0, inf)} does
   *     not
   */
  public OwnParameter in(String interval) {
    return new OwnParameter(name, type, standard, choices, interval, required, description);
  }

  /** The same without a default: every run that uses it must set it. */
  public OwnParameter mustBeSet() {
    return new OwnParameter(name, type, Optional.empty(), choices, range, true, description);
  }
}
