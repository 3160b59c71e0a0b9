package org.backtestrunner.worker.panel;

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

  /** The name in the file's header. */
  public String header() {
    return header;
  }
}
