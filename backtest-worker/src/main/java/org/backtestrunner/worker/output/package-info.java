/**
 * What a simulation gave becomes CSV files, numbers as the shortest text that reads back as the
 * same double. It knows columns and formats, nothing of trading.
 */
package org.backtestrunner.worker.output;
