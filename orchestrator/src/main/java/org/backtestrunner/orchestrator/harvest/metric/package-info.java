/**
 * Formulas on one equity curve, and the deflated Sharpe ratio over the trials of a batch. {@link
 * org.backtestrunner.orchestrator.harvest.metric.Metrics#ALL} lists the metrics in the order of
 * their columns.
 */
package org.backtestrunner.orchestrator.harvest.metric;
