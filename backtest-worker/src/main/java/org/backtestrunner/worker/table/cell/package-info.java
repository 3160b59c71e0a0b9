/**
 * A table row by row, and its cells: texts, decimal numbers, timestamps, symbols. Every complaint
 * names file, row and column.
 */
package org.backtestrunner.worker.table.cell;
