package org.backtestrunner.orchestrator.config.parameter;

/** What kind of text a parameter takes. */
public enum ParameterType {
  /** One of a few words. */
  CHOICE,
  /** The path of an input file. */
  FILE,
  /** One of a few words, or else the path of an input file. */
  FILE_OR_PRESET,
  /** An ISO date. */
  DATE,
  /** A whole number that fits 64 bits. */
  INTEGER,
  /** A finite decimal number. */
  NUMBER
}
