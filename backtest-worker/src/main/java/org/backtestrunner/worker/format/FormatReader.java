package org.backtestrunner.worker.format;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.backtestrunner.worker.format.FormatDocument.Entry;
import org.backtestrunner.worker.table.TextForm;
import org.backtestrunner.worker.table.cell.DateForm;
import org.backtestrunner.worker.table.cell.EpochUnit;
import org.backtestrunner.worker.table.cell.NumberForm;

/** Reads a format file, strictly: every key is known, every value possible. */
final class FormatReader {
  /** All keys, in the order of the documentation. */
  static final List<String> KEYS =
      List.of(
          "says",
          "columns",
          "layout",
          "factor",
          "symbol",
          "date_format",
          "time_zone",
          "separator",
          "decimal",
          "thousands",
          "header",
          "skip",
          "encoding",
          "missing",
          "scale",
          "sign");

  static final String FACTOR = "factor.";

  private final InputKind kind;
  private final FormatDocument document;

  FormatReader(String name, InputKind kind) {
    this.kind = kind;
    this.document = new FormatDocument(name);
  }

  /**
   * Reads a text.
   *
   * @throws org.backtestrunner.worker.table.cell.BadDataException with all its problems
   */
  Format read(String text) {
    document.read(text);
    document
        .entries()
        .forEach(
            (key, entry) -> {
              if (!KEYS.contains(key)) {
                document.add(
                    entry.line(),
                    "unknown key '"
                        + key
                        + "'"
                        + NearestWord.hint(key, KEYS)
                        + " (known are "
                        + String.join(", ", KEYS)
                        + ")");
              }
            });
    Optional<Layout> layout = value("layout", FormatValues::layout);
    Optional<Integer> headerRows = value("header", FormatValues::headerRows);
    if (layout.equals(Optional.of(Layout.WIDE_FIELDS)) && headerRows.isEmpty()) {
      headerRows = Optional.of(2);
    }
    Map<String, String> columns = columns(headerRows.equals(Optional.of(0)));
    DateForm dates = dates();
    Format format =
        new Format(
            columns,
            layout,
            value("factor", text1 -> text1),
            value("symbol", FormatValues::symbol),
            dates,
            new TextForm(
                value("separator", FormatValues::separator),
                headerRows,
                value("skip", FormatValues::skip).orElse(0),
                value("encoding", FormatValues::encoding).orElse(StandardCharsets.UTF_8)),
            numbers(),
            scale());
    checkTogether(format);
    document.refuseProblems();
    return format;
  }

  private void checkTogether(Format format) {
    boolean wide = format.layout().isPresent() && format.layout().get() != Layout.LONG;
    check("factor", format.factor().isPresent() && !(wide && kind == InputKind.FACTORS))
        .ifPresent(
            line ->
                document.add(line, "factor: only for a factor file with layout: wide, names its"));
    check("layout", wide && kind == InputKind.GROUPS)
        .ifPresent(line -> document.add(line, "layout: a groups file is long"));
    check("layout", wide && !format.hasHeader())
        .ifPresent(line -> document.add(line, "layout: a wide file needs its header"));
    boolean fields = format.layout().equals(Optional.of(Layout.WIDE_FIELDS));
    check("layout", fields && kind != InputKind.PRICES)
        .ifPresent(line -> document.add(line, "layout: wide_fields is for prices"));
    boolean nameless =
        format.layout().equals(Optional.of(Layout.WIDE))
            && kind == InputKind.FACTORS
            && format.factor().isEmpty();
    check("layout", nameless)
        .ifPresent(
            line -> document.add(line, "layout: say which factor the cells are: factor: \"name\""));
  }

  private Optional<Long> check(String key, boolean wrong) {
    return wrong ? Optional.of(document.entries().get(key).line()) : Optional.empty();
  }

  /** The value of a key; a problem where the reader refuses it with its reason. */
  private <T> Optional<T> value(String key, Function<String, T> reader) {
    Entry entry = document.entries().get(key);
    if (entry == null) {
      return Optional.empty();
    }
    if (!entry.isScalar()) {
      document.add(entry.line(), key + ": must be a single value");
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(entry.values().get(0)));
    } catch (IllegalArgumentException refused) {
      document.add(entry.line(), key + ": '" + entry.values().get(0) + "' " + refused.getMessage());
      return Optional.empty();
    }
  }

  private Map<String, String> columns(boolean numbered) {
    Map<String, String> columns = new LinkedHashMap<>();
    Entry entry = document.entries().get("columns");
    if (entry == null) {
      return columns;
    }
    if (entry.mapping().isEmpty()) {
      document.add(entry.line(), "columns: must be a mapping such as {close: \"Close\"}");
    }
    List<String> known = new ArrayList<>();
    kind.roles().forEach(role -> known.add(role.header()));
    entry
        .mapping()
        .forEach(
            (role, column) -> {
              boolean own =
                  kind == InputKind.GROUPS
                      || (kind == InputKind.FACTORS
                          && role.startsWith(FACTOR)
                          && role.length() > FACTOR.length());
              if (!own && !known.contains(role)) {
                document.add(
                    column.line(),
                    "columns."
                        + role
                        + ": unknown column of a "
                        + kind.parameter()
                        + NearestWord.hint(role, known)
                        + " (known are "
                        + String.join(", ", known)
                        + (kind == InputKind.FACTORS ? ", factor.NAME" : "")
                        + ")");
              } else if (!column.isScalar()) {
                document.add(column.line(), "columns." + role + ": must be a single value");
              } else if (numbered
                  && !column.values().get(0).matches("[1-9][0-9]*(\\+[1-9][0-9]*)?")) {
                document.add(
                    column.line(),
                    "columns." + role + ": must be a number from 1, since there is no header");
              } else {
                columns.put(role, column.values().get(0));
              }
            });
    return columns;
  }

  private DateForm dates() {
    Optional<EpochUnit> unit = Optional.empty();
    Optional<String> pattern = value("date_format", FormatValues::pattern);
    for (EpochUnit candidate : EpochUnit.values()) {
      if (pattern.equals(Optional.of(candidate.label()))) {
        unit = Optional.of(candidate);
        pattern = Optional.empty();
      }
    }
    return new DateForm(pattern, unit, value("time_zone", FormatValues::zone));
  }

  private NumberForm numbers() {
    char decimal = value("decimal", FormatValues::decimal).orElse('.');
    String thousands = value("thousands", FormatValues::thousands).orElse("");
    if (thousands.equals(String.valueOf(decimal))) {
      document.add(
          document.entries().get("thousands").line(),
          "thousands: is the decimal mark too (decimal is '" + decimal + "')");
    }
    Entry missing = document.entries().get("missing");
    List<String> texts = List.of();
    if (missing != null) {
      if (!missing.isList()) {
        document.add(missing.line(), "missing: must be a list such as [\"-\", \"n/a\"]");
      }
      texts = missing.values();
    }
    return new NumberForm(decimal, thousands, texts, false);
  }

  private PriceScale scale() {
    BigDecimal factor = value("scale", FormatValues::positive).orElse(BigDecimal.ONE);
    return PriceScale.of(factor, value("sign", FormatValues::sign).isPresent());
  }
}
