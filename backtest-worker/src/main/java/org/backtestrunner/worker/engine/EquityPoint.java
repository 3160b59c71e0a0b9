package org.backtestrunner.worker.engine;

/**
 * The account after a bar, in account currency.
 *
 * @param bar calendar entry
 * @param equity cash + longValue + shortValue
 * @param shortValue at most 0
 * @param cost order costs and carry of the bar
 */
public record EquityPoint(
    int bar, double equity, double cash, double longValue, double shortValue, double cost) {}
