package org.backtestrunner.worker.engine;

/**
 * One position after a bar.
 *
 * @param bar its place in the calendar, from 0
 * @param symbol number in the universe
 * @param quantity signed, never 0
 * @param weight market value as a fraction of equity
 */
public record Position(int bar, int symbol, double quantity, double weight) {}
