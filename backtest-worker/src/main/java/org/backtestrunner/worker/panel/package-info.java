/**
 * Prices: histories of symbols, their common calendar, the universe of a run, and what is
 * suspicious in them. After this package there are no rows, only bars.
 */
package org.backtestrunner.worker.panel;
