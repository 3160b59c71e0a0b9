package org.backtestrunner.worker.table.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.backtestrunner.shared.text.RowScanner;
import org.backtestrunner.worker.table.cell.NumberCells;
import org.backtestrunner.worker.table.cell.Timestamps;

/** Text, which may spell a number or a timestamp as in CSV. */
final class ParquetText extends ParquetCell {
  private final NumberCells numbers;
  private byte[] utf8 = {};

  private ParquetText(PrimitiveType type, NumberCells numbers) {
    super(type);
    this.numbers = numbers;
  }

  /** A cell where the type is text; bytes of which nothing is said count as text. */
  static Optional<ParquetCell> find(PrimitiveType type, NumberCells numbers) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    boolean text =
        meaning == null
            || meaning.equals(LogicalTypeAnnotation.stringType())
            || meaning.equals(LogicalTypeAnnotation.enumType());
    return text && type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        ? Optional.of(new ParquetText(type, numbers))
        : Optional.empty();
  }

  @Override
  void load(ColumnReader column) {
    byte[] bytes = column.getBinary().getBytesUnsafe();
    int from = 0;
    int to = bytes.length;
    while (from < to && RowScanner.isBlank(bytes[from])) {
      from++;
    }
    while (to > from && RowScanner.isBlank(bytes[to - 1])) {
      to--;
    }
    utf8 = to - from == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
  }

  @Override
  boolean isBlank() {
    return utf8.length == 0;
  }

  @Override
  boolean saysMissing() {
    return numbers.isMissing(utf8, 0, utf8.length);
  }

  @Override
  double number() throws NumberCells.MalformedException {
    return numbers.read(utf8, 0, utf8.length);
  }

  @Override
  long barTime(Timestamps timestamps) throws Timestamps.MalformedException {
    return timestamps.ofText(utf8, 0, utf8.length);
  }

  @Override
  byte[] text() {
    return utf8;
  }

  @Override
  String shown() {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
