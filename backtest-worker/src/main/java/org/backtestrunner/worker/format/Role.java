package org.backtestrunner.worker.format;

import java.util.Locale;

/** What a column is for. */
public enum Role {
  TIMESTAMP,
  SYMBOL,
  OPEN,
  HIGH,
  LOW,
  CLOSE,
  VOLUME,
  ADJUSTED_CLOSE,
  WEIGHT;

  /** The name in a header and in a format file. */
  public String header() {
    return name().toLowerCase(Locale.ROOT);
  }
}
