/**
 * Prices: histories of symbols, their common calendar, the universe of a run, and the facts of both
 * that are known without looking at every price again. After this package there are no rows, only
 * bars.
 */
package org.backtestrunner.worker.panel;
