package org.backtestrunner.worker.format;

import java.util.List;

/** The inputs that are tables. */
public enum InputKind {
  PRICES(
      "price",
      List.of(
          Role.TIMESTAMP,
          Role.SYMBOL,
          Role.OPEN,
          Role.HIGH,
          Role.LOW,
          Role.CLOSE,
          Role.VOLUME,
          Role.ADJUSTED_CLOSE),
      List.of(Role.TIMESTAMP, Role.SYMBOL, Role.CLOSE)),
  FACTORS("factor", List.of(Role.TIMESTAMP, Role.SYMBOL), List.of(Role.TIMESTAMP, Role.SYMBOL)),
  WEIGHTS(
      "weights",
      List.of(Role.TIMESTAMP, Role.SYMBOL, Role.WEIGHT),
      List.of(Role.TIMESTAMP, Role.SYMBOL, Role.WEIGHT)),
  GROUPS("groups", List.of(Role.SYMBOL), List.of(Role.SYMBOL));

  private final String word;
  private final List<Role> roles;
  private final List<Role> required;

  InputKind(String word, List<Role> roles, List<Role> required) {
    this.word = word;
    this.roles = roles;
    this.required = required;
  }

  /** The parameter that names the file. */
  public String parameter() {
    return word + "_file";
  }

  /** The parameter that says how the file is written. */
  public String formatParameter() {
    return word + "_format";
  }

  /** What columns may be for. */
  public List<Role> roles() {
    return roles;
  }

  /** What there must be a column for. */
  public List<Role> required() {
    return required;
  }

  /** Whether columns that have no role are read under their own names. */
  public boolean hasOwnColumns() {
    return this == FACTORS || this == GROUPS;
  }

  /** The role of the numbers in the cells of a table with one column a symbol; factors: none. */
  public Role cells() {
    return this == WEIGHTS ? Role.WEIGHT : Role.CLOSE;
  }
}
