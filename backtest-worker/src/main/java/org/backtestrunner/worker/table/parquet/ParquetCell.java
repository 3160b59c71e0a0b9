package org.backtestrunner.worker.table.parquet;

import java.util.Locale;
import java.util.Optional;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.backtestrunner.worker.table.cell.NumberCells;
import org.backtestrunner.worker.table.cell.Timestamps;

/** The cell of one Parquet column at the current row. */
abstract class ParquetCell {
  private final PrimitiveType type;
  private boolean missing;

  ParquetCell(PrimitiveType type) {
    this.type = type;
  }

  /** A cell for a column that is not nested, whatever its type. */
  static ParquetCell of(PrimitiveType type, NumberCells numbers) {
    Optional<ParquetCell> number = ParquetNumber.find(type);
    Optional<ParquetCell> time = ParquetTime.find(type);
    Optional<ParquetCell> text = ParquetText.find(type, numbers);
    return number.or(() -> time).or(() -> text).orElseGet(() -> new Other(type));
  }

  /** Takes the cell of the next row. */
  final void read(ColumnReader column) {
    missing =
        type.isRepetition(Type.Repetition.OPTIONAL) && column.getCurrentDefinitionLevel() == 0;
    if (!missing) {
      load(column);
    }
    column.consume();
  }

  /** Takes a value that is not null. */
  abstract void load(ColumnReader column);

  final boolean isEmpty() {
    return missing || isBlank();
  }

  final boolean isMissing() {
    return isEmpty() || saysMissing();
  }

  /** Whether a text says that there is no number. */
  boolean saysMissing() {
    return false;
  }

  /** Whether a value that is not null counts as empty all the same. */
  boolean isBlank() {
    return false;
  }

  /**
   * The value as a number; NaN where it says that there is none.
   *
   * @throws MismatchException where the column holds other things
   * @throws NumberCells.MalformedException where this one is none
   */
  double number() throws MismatchException, NumberCells.MalformedException {
    throw mismatch("a number");
  }

  /**
   * The value as a bar time.
   *
   * @throws MismatchException where the column holds other things
   * @throws Timestamps.MalformedException where this one is none
   */
  long barTime(Timestamps timestamps) throws MismatchException, Timestamps.MalformedException {
    throw mismatch("a date, a timestamp, an integer or text");
  }

  /**
   * The value as UTF-8, trimmed.
   *
   * @throws MismatchException where the column holds other things
   */
  byte[] text() throws MismatchException {
    throw mismatch("text");
  }

  /** The value as complaints show it. */
  abstract String shown();

  private MismatchException mismatch(String wanted) {
    return new MismatchException("the column must hold " + wanted + ", but is " + describe());
  }

  private String describe() {
    String primitive = type.getPrimitiveTypeName().name().toLowerCase(Locale.ROOT);
    return type.getLogicalTypeAnnotation() == null
        ? "plain " + primitive
        : primitive + " (" + type.getLogicalTypeAnnotation() + ")";
  }

  /** The column's type is another than what is asked for. */
  static final class MismatchException extends Exception {
    private static final long serialVersionUID = 1L;

    MismatchException(String message) {
      super(message);
    }
  }

  /** Of a type that is of no use to us; it may still be used where all of it is null. */
  private static final class Other extends ParquetCell {
    Other(PrimitiveType type) {
      super(type);
    }

    @Override
    void load(ColumnReader column) {
      column.skip();
    }

    @Override
    String shown() {
      return "...";
    }
  }
}
