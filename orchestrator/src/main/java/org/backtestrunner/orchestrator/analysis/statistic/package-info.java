/**
 * Formulas over the daily returns of runs: of one, of one beside a benchmark, and of all of a
 * batch. It knows numbers alone: no plan, no file.
 */
package org.backtestrunner.orchestrator.analysis.statistic;
