package org.backtestrunner.worker.table.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
import org.backtestrunner.worker.table.cell.BadDataException;

/** The rows of a Parquet file, one row group after the other, of the columns that are used. */
final class RowGroups {
  private final Path path;
  private final ParquetFileReader file;
  private final MessageType columns;
  private final ParquetCell[] cells;

  /** Those of the current row group, in the order of the columns. */
  private ColumnReader[] readers = {};

  private int entered;
  private long rowsLeft;

  /**
   * @param cells that take the values of a row, one for each of the columns
   */
  RowGroups(Path path, ParquetFileReader file, MessageType columns, List<ParquetCell> cells) {
    this.path = path;
    this.file = file;
    this.columns = columns;
    this.cells = cells.toArray(ParquetCell[]::new);
    file.setRequestedSchema(columns);
  }

  /** Reads the next row into the cells, if there is one. */
  boolean next() throws IOException {
    while (rowsLeft == 0) {
      if (entered == file.getRowGroups().size()) {
        return false;
      }
      enter();
    }
    for (int i = 0; i < readers.length; i++) {
      cells[i].read(readers[i]);
    }
    rowsLeft--;
    return true;
  }

  /**
   * Passes over rows, whole row groups of them unread.
   *
   * @param mostBytes how large the row group with the next row may be, in bytes as compressed
   * @return whether it is not larger; if it is, there is no next row
   */
  boolean passOver(long rows, long mostBytes) throws IOException {
    long toPass = rows;
    if (toPass >= rowsLeft) {
      toPass -= rowsLeft;
      rowsLeft = 0;
      while (entered < file.getRowGroups().size() && toPass >= rowsOfNext()) {
        toPass -= rowsOfNext();
        file.skipNextRowGroup();
        entered++;
      }
      if (entered == file.getRowGroups().size()
          || file.getRowGroups().get(entered).getCompressedSize() > mostBytes) {
        return false;
      }
      enter();
    }
    for (ColumnReader reader : readers) {
      int present = reader.getDescriptor().getMaxDefinitionLevel();
      for (long i = 0; i < toPass; i++) {
        if (reader.getCurrentDefinitionLevel() == present) {
          reader.skip();
        }
        reader.consume();
      }
    }
    rowsLeft -= toPass;
    return true;
  }

  private long rowsOfNext() {
    return file.getRowGroups().get(entered).getRowCount();
  }

  private void enter() throws IOException {
    PageReadStore rowGroup = file.readNextRowGroup();
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(
            rowGroup,
            new DummyRecordConverter(columns).getRootConverter(),
            columns,
            file.getFileMetaData().getCreatedBy());
    for (ColumnDescriptor column : columns.getColumns()) {
      if (rowGroup.getPageReader(column).getTotalValueCount() != rowGroup.getRowCount()) {
        throw new BadDataException(
            path, "the Parquet file is damaged: its columns differ in length");
      }
    }
    readers =
        columns.getColumns().stream().map(store::getColumnReader).toArray(ColumnReader[]::new);
    rowsLeft = rowGroup.getRowCount();
    entered++;
  }
}
