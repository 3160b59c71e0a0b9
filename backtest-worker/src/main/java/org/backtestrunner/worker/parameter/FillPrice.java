package org.backtestrunner.worker.parameter;

/** Which price of a bar fills an order. */
public enum FillPrice {
  OPEN,
  CLOSE
}
