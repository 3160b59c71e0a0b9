package org.backtestrunner.worker.table.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.backtestrunner.worker.table.cell.Timestamps;

/**
 * A date or a timestamp. One that is adjusted to UTC is an instant; another is a local time without
 * an offset. The old ones of twelve bytes do not say which they are, and count as instants, which
 * are refused where their date is not certain.
 */
final class ParquetTime extends ParquetCell {
  private static final int SECONDS_PER_DAY = 86_400;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** Days from the beginning of the Julian period to 1970-01-01, both from midnight on. */
  private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;

  private final Encoding encoding;
  private final boolean instant;
  private long epochSecond;
  private int nano;

  private ParquetTime(PrimitiveType type, Encoding encoding) {
    super(type);
    this.encoding = encoding;
    this.instant =
        encoding == Encoding.JULIAN
            || (type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp
                && timestamp.isAdjustedToUTC());
  }

  private enum Encoding {
    DAYS,
    MILLIS,
    MICROS,
    NANOS,
    JULIAN
  }

  /** A cell where the type is one of dates or timestamps. */
  static Optional<ParquetCell> find(PrimitiveType type) {
    return encoding(type).map(encoding -> new ParquetTime(type, encoding));
  }

  private static Optional<Encoding> encoding(PrimitiveType type) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
      return Optional.of(Encoding.JULIAN);
    }
    if (meaning instanceof DateLogicalTypeAnnotation) {
      return Optional.of(Encoding.DAYS);
    }
    if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
      return Optional.of(
          switch (timestamp.getUnit()) {
            case MILLIS -> Encoding.MILLIS;
            case MICROS -> Encoding.MICROS;
            case NANOS -> Encoding.NANOS;
          });
    }
    return Optional.empty();
  }

  @Override
  void load(ColumnReader column) {
    switch (encoding) {
      case DAYS -> set((long) column.getInteger() * SECONDS_PER_DAY, 0);
      case MILLIS -> setUnits(column.getLong(), 1_000);
      case MICROS -> setUnits(column.getLong(), 1_000_000);
      case NANOS -> setUnits(column.getLong(), NANOS_PER_SECOND);
      case JULIAN -> setJulian(column.getBinary().toByteBuffer());
    }
  }

  private void setUnits(long units, long unitsPerSecond) {
    long fraction = Math.floorMod(units, unitsPerSecond);
    set(Math.floorDiv(units, unitsPerSecond), fraction * (NANOS_PER_SECOND / unitsPerSecond));
  }

  /** The nanosecond of the day in eight bytes, then the Julian day in four, the lowest first. */
  private void setJulian(ByteBuffer bytes) {
    ByteBuffer value = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    long nanoOfDay = value.getLong();
    long day = value.getInt() - (long) JULIAN_DAY_OF_EPOCH;
    set(
        day * SECONDS_PER_DAY + Math.floorDiv(nanoOfDay, NANOS_PER_SECOND),
        Math.floorMod(nanoOfDay, NANOS_PER_SECOND));
  }

  private void set(long second, long nanoOfSecond) {
    epochSecond = second;
    nano = (int) nanoOfSecond;
  }

  @Override
  long barTime(Timestamps timestamps) throws Timestamps.MalformedException {
    if (encoding == Encoding.DAYS) {
      return timestamps.ofDay(epochSecond / SECONDS_PER_DAY);
    }
    return instant
        ? timestamps.ofInstant(epochSecond, nano)
        : timestamps.ofLocal(epochSecond, nano);
  }

  @Override
  String shown() {
    long day = Math.floorDiv(epochSecond, SECONDS_PER_DAY);
    if (Math.abs(day) > Integer.MAX_VALUE) {
      return epochSecond + " seconds since 1970";
    }
    return encoding == Encoding.DAYS
        ? LocalDate.ofEpochDay(day).toString()
        : LocalDateTime.ofEpochSecond(epochSecond, nano, ZoneOffset.UTC).toString();
  }
}
