package org.backtestrunner.worker.table;

import java.nio.file.Path;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.DataFile;
import org.backtestrunner.worker.table.cell.Extent;
import org.backtestrunner.worker.table.cell.NumberForm;
import org.backtestrunner.worker.table.cell.TableReader;
import org.backtestrunner.worker.table.container.Containers;
import org.backtestrunner.worker.table.parquet.ParquetTable;

/** Opens tables of every format. */
public final class Tables {
  private Tables() {}

  /**
   * Opens a text file, plain or compressed, or a Parquet file: which one it is, its first bytes
   * tell.
   *
   * @throws BadDataException where it is neither
   */
  public static TableReader open(Path file, TextForm form, NumberForm numbers, Extent extent) {
    DataFile.requireFile(file);
    // The Parquet library is not touched before such a file is met.
    return Containers.isParquet(file)
        ? ParquetTable.open(file, numbers, extent)
        : CsvTable.open(file, form, numbers, extent);
  }
}
