package org.backtestrunner.orchestrator.config.parameter;

/** What kind of text a parameter takes. */
public enum ParameterType {
  /** One of a few words. */
  CHOICE,
  /** The path of an input file. */
  FILE,
  /** An ISO date. */
  DATE,
  /** A whole number that fits 64 bits. */
  INTEGER,
  /** A finite decimal number. */
  NUMBER,
  /** Any text of one line. */
  TEXT
}
