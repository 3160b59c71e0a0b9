package org.backtestrunner.worker.table.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.backtestrunner.worker.table.cell.ShortestFloat;
import org.backtestrunner.worker.table.cell.Timestamps;

/**
 * A number: the double itself, or the double nearest to an integer or decimal. A float stands for
 * the shortest decimal that reads as it, so that 0.1 is the same number in any type. NaN is what
 * pandas writes for a missing value, and is an empty cell.
 */
final class ParquetNumber extends ParquetCell {
  private final ToDoubleFunction<ColumnReader> decoder;
  private double value;

  /** Whether it is an integer, and then the integer. */
  private final boolean isInteger;

  private final boolean isLong;
  private long integer;

  private ParquetNumber(PrimitiveType type, ToDoubleFunction<ColumnReader> decoder) {
    super(type);
    this.decoder = decoder;
    this.isInteger =
        !(type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation)
            && (type.getPrimitiveTypeName() == PrimitiveTypeName.INT32
                || type.getPrimitiveTypeName() == PrimitiveTypeName.INT64);
    this.isLong = type.getPrimitiveTypeName() == PrimitiveTypeName.INT64;
  }

  /** A cell where the type is one of numbers. */
  static Optional<ParquetCell> find(PrimitiveType type) {
    return decoder(type).map(decoder -> new ParquetNumber(type, decoder));
  }

  private static Optional<ToDoubleFunction<ColumnReader>> decoder(PrimitiveType type) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
      int scale = decimal.getScale();
      return switch (type.getPrimitiveTypeName()) {
        case INT32 -> Optional.of(column -> decimal(column.getInteger(), scale));
        case INT64 -> Optional.of(column -> decimal(column.getLong(), scale));
        case BINARY, FIXED_LEN_BYTE_ARRAY ->
            Optional.of(column -> decimal(column.getBinary().getBytesUnsafe(), scale));
        case INT96, BOOLEAN, FLOAT, DOUBLE -> Optional.empty();
      };
    }
    if (meaning instanceof Float16LogicalTypeAnnotation) {
      return Optional.of(column -> float16(column.getBinary().getBytesUnsafe()));
    }
    boolean unsigned = meaning instanceof IntLogicalTypeAnnotation integer && !integer.isSigned();
    if (meaning != null && !(meaning instanceof IntLogicalTypeAnnotation)) {
      return Optional.empty();
    }
    return switch (type.getPrimitiveTypeName()) {
      case DOUBLE -> Optional.of(ColumnReader::getDouble);
      case FLOAT -> Optional.of(column -> ShortestFloat.decimal(column.getFloat()));
      case INT32 ->
          unsigned
              ? Optional.of(column -> Integer.toUnsignedLong(column.getInteger()))
              : Optional.of(ColumnReader::getInteger);
      case INT64 ->
          unsigned
              ? Optional.of(column -> unsigned(column.getLong()))
              : Optional.of(ColumnReader::getLong);
      case INT96, BOOLEAN, BINARY, FIXED_LEN_BYTE_ARRAY -> Optional.empty();
    };
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : new BigInteger(Long.toUnsignedString(value)).doubleValue();
  }

  /** The exact value of a sign, five bits of exponent and ten of fraction, the lowest first. */
  private static double float16(byte[] bytes) {
    int bits = (bytes[0] & 0xff) | (bytes[1] & 0xff) << 8;
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb((double) (fraction + 0x400), exponent - 25);
        };
    return (bits & 0x8000) == 0 ? size : -size;
  }

  private static double decimal(long unscaled, int scale) {
    return BigDecimal.valueOf(unscaled, scale).doubleValue();
  }

  private static double decimal(byte[] unscaled, int scale) {
    return new BigDecimal(new BigInteger(unscaled), scale).doubleValue();
  }

  @Override
  void load(ColumnReader column) {
    value = decoder.applyAsDouble(column);
    if (isInteger) {
      integer = isLong ? column.getLong() : column.getInteger();
    }
  }

  @Override
  boolean isBlank() {
    return Double.isNaN(value);
  }

  @Override
  double number() {
    return value;
  }

  @Override
  long barTime(Timestamps timestamps) throws MismatchException, Timestamps.MalformedException {
    return isInteger ? timestamps.ofInteger(integer) : super.barTime(timestamps);
  }

  @Override
  String shown() {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
