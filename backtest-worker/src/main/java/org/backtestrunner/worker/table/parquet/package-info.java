/** Parquet files as tables. Only here is the Parquet library met, and only when such a file is. */
package org.backtestrunner.worker.table.parquet;
