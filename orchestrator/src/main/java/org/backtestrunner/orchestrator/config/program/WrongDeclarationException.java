package org.backtestrunner.orchestrator.config.program;

/** What is wrong with a declaration. */
final class WrongDeclarationException extends Exception {
  private static final long serialVersionUID = 1L;

  final String key;
  final int line;

  /**
   * @param key with a point before it; empty where it is the whole declaration
   * @param line 0 where it is that of the declaration
   */
  WrongDeclarationException(String key, int line, String message) {
    super(message);
    this.key = key;
    this.line = line;
  }
}
