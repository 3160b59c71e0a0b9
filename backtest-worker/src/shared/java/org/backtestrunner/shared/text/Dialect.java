package org.backtestrunner.shared.text;

/**
 * How rows are written.
 *
 * @param separator between cells; ASCII
 * @param padded whether white space around cells does not count; a line of nothing but white space
 *     and quotes then is empty
 * @param nul whether a NUL byte is a character like others, not a sign of another encoding
 * @param mostBytes of a row, about
 */
public record Dialect(char separator, boolean padded, boolean nul, int mostBytes) {}
