package org.backtestrunner.worker.parameter;

/** What can be prepared once for runs that share it, by what decides its content. */
public enum PreparedPart {
  /** The prices, and with them every factor. */
  PRICES,
  /** The values of all factors. */
  FACTORS,
  /** The values of factors that are columns of the factor file. */
  FACTOR_FILE,
  /** Which factors are prepared. */
  BUNDLE
}
