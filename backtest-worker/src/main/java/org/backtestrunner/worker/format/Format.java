package org.backtestrunner.worker.format;

import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.table.TextForm;
import org.backtestrunner.worker.table.cell.DateForm;
import org.backtestrunner.worker.table.cell.NumberForm;

/**
 * What is said about how a file is written; what is not said, the file tells.
 *
 * @param columns by role, group or {@code factor.NAME}: a header's text, two of them joined by
 *     {@code +}, or numbers from 1 where there is no header
 * @param layout empty: the file tells
 * @param factor the factor that the cells of a wide file are
 * @param symbol of all rows, or {@code /EXPRESSION/} with one group, which is found in the file's
 *     name
 */
public record Format(
    Map<String, String> columns,
    Optional<Layout> layout,
    Optional<String> factor,
    Optional<String> symbol,
    DateForm dates,
    TextForm text,
    NumberForm numbers,
    PriceScale scale) {

  /** Nothing is said. */
  public static final Format NONE =
      new Format(
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          DateForm.NONE,
          TextForm.PLAIN,
          NumberForm.PLAIN,
          PriceScale.NONE);

  public Format {
    columns = Map.copyOf(columns);
  }

  /** Whether there is a row of names. */
  public boolean hasHeader() {
    return text.headerRows().isEmpty() || text.headerRows().get() > 0;
  }

  /** The column that is said to have a role; empty: none is. */
  public Optional<String> column(Role role) {
    return Optional.ofNullable(columns.get(role.header()));
  }
}
