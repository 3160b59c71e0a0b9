package org.backtestrunner.worker.parameter;

/**
 * How many bars of a run make a day, and a year.
 *
 * @param perDay bars in a day, 1 where a bar is a date
 * @param perYear bars in a year, by which yearly figures are reckoned; need not be whole
 */
public record BarRate(int perDay, double perYear) {}
