package org.backtestrunner.worker.reading;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.backtestrunner.worker.format.Role;

/** Which column of a table has which role. */
final class Columns {
  static final int NONE = -1;

  private final Map<Role, Integer> byRole = new EnumMap<>(Role.class);
  private final Map<String, Integer> own = new LinkedHashMap<>();

  /** The time that stands beside a date; the two are one timestamp. */
  private int timeOfDay = NONE;

  /** An adjusted close of which nobody has said whether it is meant. */
  private int otherClose = NONE;

  void put(Role role, int column) {
    byRole.put(role, column);
  }

  void putOwn(String name, int column) {
    own.put(name, column);
  }

  void timeOfDay(int column) {
    timeOfDay = column;
  }

  void otherClose(int column) {
    otherClose = column;
  }

  boolean has(Role role) {
    return byRole.containsKey(role);
  }

  /** The column of a role, {@link #NONE} where there is none. */
  int of(Role role) {
    Integer column = byRole.get(role);
    return column == null ? NONE : column;
  }

  int timeOfDay() {
    return timeOfDay;
  }

  int otherClose() {
    return otherClose;
  }

  /** Columns without a role, by name. */
  Map<String, Integer> own() {
    return own;
  }

  boolean isTaken(int column) {
    return byRole.containsValue(column) || column == timeOfDay;
  }
}
