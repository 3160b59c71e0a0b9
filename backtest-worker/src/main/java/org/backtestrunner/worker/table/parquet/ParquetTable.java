package org.backtestrunner.worker.table.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.DataFile;
import org.backtestrunner.worker.table.cell.Extent;
import org.backtestrunner.worker.table.cell.NumberCells;
import org.backtestrunner.worker.table.cell.NumberForm;
import org.backtestrunner.worker.table.cell.SymbolTable;
import org.backtestrunner.worker.table.cell.TableReader;
import org.backtestrunner.worker.table.cell.TableSource;
import org.backtestrunner.worker.table.cell.Timestamps;

/**
 * A Parquet file, of which the columns that are used are read, one row group after the other.
 *
 * <p>Nested columns do not count as columns.
 */
public final class ParquetTable extends TableReader {
  /** Where only the ends of a file are read: rows, and bytes of the row group that has them. */
  private static final int ROWS_OF_AN_END = 1000;

  private static final long MOST_BYTES_OF_AN_END = 1 << 24;

  private final ParquetFileReader file;
  private final Extent extent;
  private final MessageType schema;
  private final NumberCells numbers;

  /** By column; empty for those that are not used. */
  private final List<Optional<ParquetCell>> used;

  private Optional<RowGroups> rowGroups = Optional.empty();

  private long row;

  private ParquetTable(
      Path path, ParquetFileReader file, MessageType schema, NumberForm numbers, Extent extent) {
    super(
        new TableSource(path, false, 0),
        List.of(schema.getFields().stream().map(Type::getName).toList()));
    this.file = file;
    this.extent = extent;
    this.schema = schema;
    this.numbers = new NumberCells(numbers);
    this.used = new ArrayList<>(Collections.nCopies(schema.getFieldCount(), Optional.empty()));
  }

  public static TableReader open(Path path, NumberForm numbers, Extent extent) {
    DataFile.requireWholeParquet(path);
    ParquetReadOptions options =
        ParquetReadOptions.builder()
            .withCodecFactory(new ParquetCodecs(path))
            .usePageChecksumVerification(true)
            .build();
    try {
      ParquetFileReader file = ParquetFileReader.open(new LocalInputFile(path), options);
      MessageType schema = file.getFileMetaData().getSchema();
      List<Type> columns = schema.getFields().stream().filter(ParquetTable::isColumn).toList();
      return new ParquetTable(
          path, file, new MessageType(schema.getName(), columns), numbers, extent);
    } catch (IOException | RuntimeException failure) {
      throw damaged(path, failure);
    }
  }

  private static boolean isColumn(Type field) {
    return field.isPrimitive() && !field.isRepetition(Type.Repetition.REPEATED);
  }

  /** The library has no exceptions of its own for files that are not as they should be. */
  private static BadDataException damaged(Path path, Exception failure) {
    if (failure instanceof BadDataException told) {
      return told;
    }
    String reason =
        Optional.ofNullable(failure.getMessage())
            .flatMap(message -> message.lines().findFirst())
            .orElse(failure.getClass().getSimpleName());
    return new BadDataException(
        path, "the Parquet data is damaged, or of a kind that is not supported (" + reason + ")");
  }

  @Override
  public void use(int column) {
    if (used.get(column).isEmpty()) {
      PrimitiveType type = schema.getType(column).asPrimitiveType();
      used.set(column, Optional.of(ParquetCell.of(type, numbers)));
    }
  }

  @Override
  public boolean next() {
    try {
      if (rowGroups.isEmpty()) {
        rowGroups = Optional.of(new RowGroups(source().file(), file, chosen(), cells()));
      }
      if (!isWorthIt(rowGroups.get()) || !rowGroups.get().next()) {
        return false;
      }
    } catch (IOException | RuntimeException failure) {
      throw damaged(source().file(), failure);
    }
    row++;
    return true;
  }

  private MessageType chosen() {
    List<Type> types = new ArrayList<>();
    for (int column = 0; column < used.size(); column++) {
      if (used.get(column).isPresent()) {
        types.add(schema.getType(column));
      }
    }
    return new MessageType(schema.getName(), types);
  }

  private List<ParquetCell> cells() {
    return used.stream().flatMap(Optional::stream).toList();
  }

  /** Whether the next row can be read soon enough; passes over those between the ends. */
  private boolean isWorthIt(RowGroups rows) throws IOException {
    if (!isPartial()) {
      return true;
    }
    if (row == 0) {
      return file.getRowGroups().get(0).getCompressedSize() <= MOST_BYTES_OF_AN_END;
    }
    long between = file.getRecordCount() - 2L * ROWS_OF_AN_END;
    if (row != ROWS_OF_AN_END || between <= 0) {
      return true;
    }
    row += between;
    return rows.passOver(between, MOST_BYTES_OF_AN_END);
  }

  /** What stands between is held to the columns' types. */
  @Override
  public boolean isPartial() {
    return extent == Extent.ENDS && file.getRecordCount() > 2L * ROWS_OF_AN_END;
  }

  @Override
  public long row() {
    return row;
  }

  @Override
  public boolean isEmpty(int column) {
    return cell(column).isEmpty();
  }

  private ParquetCell cell(int column) {
    return used.get(column).orElseThrow();
  }

  @Override
  public String shown(int column) {
    return cell(column).shown();
  }

  @Override
  public String text(int column) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(cell(column).text()))
          .toString();
    } catch (ParquetCell.MismatchException mismatch) {
      throw bad(column, mismatch.getMessage());
    } catch (CharacterCodingException notUtf8) {
      throw bad(column, "the cell is not UTF-8 text");
    }
  }

  @Override
  public boolean isMissing(int column) {
    return cell(column).isMissing();
  }

  @Override
  public long missingCount() {
    return numbers.missingCount();
  }

  @Override
  public boolean holdsTimes(int column) {
    return schema.getType(column).asPrimitiveType().getLogicalTypeAnnotation()
            instanceof TimestampLogicalTypeAnnotation
        || schema.getType(column).asPrimitiveType().getLogicalTypeAnnotation()
            instanceof DateLogicalTypeAnnotation;
  }

  @Override
  public Optional<String> metadataZone(int column) {
    return ParquetMetadata.zone(file.getFileMetaData().getKeyValueMetaData());
  }

  @Override
  public long barTime(int column, Timestamps timestamps) {
    requireCell(column);
    try {
      return cell(column).barTime(timestamps);
    } catch (ParquetCell.MismatchException mismatch) {
      throw bad(column, mismatch.getMessage());
    } catch (Timestamps.MalformedException malformed) {
      throw bad(column, quoted(column) + " " + malformed.getMessage());
    }
  }

  @Override
  public double number(int column) {
    if (isEmpty(column)) {
      return Double.NaN;
    }
    double value;
    try {
      value = cell(column).number();
    } catch (ParquetCell.MismatchException mismatch) {
      throw bad(column, mismatch.getMessage());
    } catch (NumberCells.MalformedException malformed) {
      throw bad(column, quoted(column) + " " + malformed.getMessage());
    }
    if (Double.isInfinite(value)) {
      throw bad(column, quoted(column) + " is not a finite decimal number");
    }
    return value;
  }

  @Override
  public int symbol(int column, SymbolTable symbols) {
    requireCell(column);
    byte[] utf8;
    try {
      utf8 = cell(column).text();
    } catch (ParquetCell.MismatchException mismatch) {
      throw bad(column, mismatch.getMessage());
    }
    int known = symbols.find(utf8, 0, utf8.length);
    return known >= 0 ? known : symbols.add(text(column));
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException failure) {
      throw DataFile.unreadable(source().file(), failure);
    }
  }
}
