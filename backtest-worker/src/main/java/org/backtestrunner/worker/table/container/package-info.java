/**
 * What a file is by its first bytes: text, plain or compressed, Parquet, or something else, which
 * is refused by its name and with the command that makes it readable.
 */
package org.backtestrunner.worker.table.container;
