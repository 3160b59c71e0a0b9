package org.backtestrunner.worker.api;

/** The number columns of a price file. */
public enum Column {
  OPEN("open"),
  HIGH("high"),
  LOW("low"),
  CLOSE("close"),
  VOLUME("volume");

  private final String header;

  Column(String header) {
    this.header = header;
  }

  /** Whether a number of the file is a value; a price that is not above 0 counts as empty. */
  public boolean isValue(double number) {
    return this == VOLUME ? !Double.isNaN(number) : number > 0;
  }

  /** The name in the file's header. */
  public String header() {
    return header;
  }
}
