/**
 * Files become rows of named columns, whatever their format. {@link
 * org.backtestrunner.worker.table.Tables} opens them; it knows no meaning of a column.
 */
package org.backtestrunner.worker.table;
