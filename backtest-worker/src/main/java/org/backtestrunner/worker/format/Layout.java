package org.backtestrunner.worker.format;

/** How observations lie in a table. */
public enum Layout {
  /** A row is one observation of one symbol. */
  LONG("long"),
  /** A row is a time, a column a symbol. */
  WIDE("wide"),
  /** A row is a time, a column a field of a symbol; two rows of names say which. */
  WIDE_FIELDS("wide_fields");

  private final String label;

  Layout(String label) {
    this.label = label;
  }

  /** The word in a format file. */
  public String label() {
    return label;
  }
}
