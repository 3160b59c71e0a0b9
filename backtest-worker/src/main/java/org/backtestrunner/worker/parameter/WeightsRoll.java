package org.backtestrunner.worker.parameter;

/** At which bar weights take effect that are dated between two bars. */
public enum WeightsRoll {
  /** At none: they are bad data. */
  REFUSE,
  /** At the first bar after them. */
  NEXT,
  /** At the last bar before them. */
  PREVIOUS;

  /** The rule of that name, which must exist. */
  public static WeightsRoll of(String name) {
    return switch (name) {
      case "refuse" -> REFUSE;
      case "next" -> NEXT;
      case "previous" -> PREVIOUS;
      default -> throw new IllegalArgumentException("no rule '" + name + "'");
    };
  }
}
