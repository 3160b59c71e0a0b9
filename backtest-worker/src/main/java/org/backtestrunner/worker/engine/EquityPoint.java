package org.backtestrunner.worker.engine;

/**
 * The account after a bar, in account currency.
 *
 * @param bar its place in the calendar, from 0
 * @param equity cash + longValue + shortValue
 * @param shortValue at most 0
 * @param cost order costs and carry of the bar
 */
public record EquityPoint(
    int bar, double equity, double cash, double longValue, double shortValue, double cost) {}
