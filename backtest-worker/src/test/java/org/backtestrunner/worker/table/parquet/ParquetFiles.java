package org.backtestrunner.worker.table.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Writes Parquet files for tests. */
public final class ParquetFiles {
  private ParquetFiles() {}

  /** One row: a value for each column, or null. */
  public static List<Object> row(Object... values) {
    return Arrays.asList(values);
  }

  /**
   * Writes a file compressed with snappy.
   *
   * @param columns such as {@code optional double close; required binary symbol (STRING);}
   */
  public static Path write(Path file, String columns, List<List<Object>> rows) throws IOException {
    return write(file, columns, rows, builder -> builder);
  }

  /** Writes a file in the way that the last argument asks for. */
  public static Path write(
      Path file,
      String columns,
      List<List<Object>> rows,
      UnaryOperator<ExampleParquetWriter.Builder> options)
      throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType("message prices { " + columns + " }");
    ExampleParquetWriter.Builder builder =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.SNAPPY);
    try (ParquetWriter<Group> writer = options.apply(builder).build()) {
      for (List<Object> row : rows) {
        Group group = new SimpleGroup(schema);
        for (int i = 0; i < row.size(); i++) {
          add(group, i, row.get(i));
        }
        writer.write(group);
      }
    }
    return file;
  }

  private static void add(Group group, int column, Object value) {
    if (value instanceof Integer number) {
      group.add(column, number);
    } else if (value instanceof Long number) {
      group.add(column, number);
    } else if (value instanceof Float number) {
      group.add(column, number);
    } else if (value instanceof Double number) {
      group.add(column, number);
    } else if (value instanceof Boolean flag) {
      group.add(column, flag);
    } else if (value instanceof String text) {
      group.add(column, text);
    } else if (value instanceof NanoTime time) {
      group.add(column, time);
    } else if (value instanceof Binary bytes) {
      group.add(column, bytes);
    } else if (value != null) {
      throw new IllegalArgumentException("no Parquet value: " + value);
    }
  }
}
