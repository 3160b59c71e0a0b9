package org.backtestrunner.orchestrator.command.argument;

import java.util.Locale;
import java.util.Optional;
import org.backtestrunner.orchestrator.report.table.TableFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --format} of commands that print tables. */
public final class TableFormats implements ITypeConverter<TableFormat> {
  public static final String WORDS = "table|csv|json|markdown";

  @Override
  public TableFormat convert(String text) {
    if (!TableFormat.labels().contains(text)) {
      throw new TypeConversionException(
          "must be one of " + String.join(", ", TableFormat.labels()) + ", not " + text);
    }
    return TableFormat.valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** As the shell tells it; 0 where nobody does. */
  public static int terminalWidth() {
    String columns = Optional.ofNullable(System.getenv("COLUMNS")).orElse("");
    return columns.matches("[0-9]{1,4}") ? Integer.parseInt(columns) : 0;
  }
}
