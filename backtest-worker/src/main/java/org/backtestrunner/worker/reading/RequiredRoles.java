package org.backtestrunner.worker.reading;

import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.worker.format.InputKind;
import org.backtestrunner.worker.format.Role;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.TableReader;

/** Makes sure that there is a column for all that an input must have. */
final class RequiredRoles {
  private final TableReader table;
  private final InputKind kind;
  private final Columns columns;
  private final boolean numbered;
  private final boolean symbolIsKnown;

  RequiredRoles(
      TableReader table, InputKind kind, Columns columns, boolean numbered, boolean symbolIsKnown) {
    this.table = table;
    this.kind = kind;
    this.columns = columns;
    this.numbered = numbered;
    this.symbolIsKnown = symbolIsKnown;
  }

  /** Refuses a table that lacks a column, naming all that it lacks. */
  void check() {
    List<String> missing = new ArrayList<>();
    for (Role role : kind.required()) {
      boolean known = role == Role.SYMBOL && symbolIsKnown && !hasDoubtfulSymbol();
      if (!columns.has(role) && !known) {
        missing.add(role.header());
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    if (looksWide()) {
      throw table
          .source()
          .badHeader(
              "this looks wide (a column a symbol): say layout: wide"
                  + (kind == InputKind.FACTORS ? " and factor: \"name\"" : "")
                  + " in a format file ("
                  + kind.formatParameter()
                  + "); "
                  + table.shownHeader());
    }
    throw table
        .source()
        .badHeader(
            "no column for "
                + joined(missing, ", ", " and ")
                + "; "
                + table.shownHeader()
                + ". Say which: columns: {"
                + joined(missing, ": \"...\", ", ": \"...\", ")
                + ": \"...\"} in a format file ("
                + kind.formatParameter()
                + ")");
  }

  private static String joined(List<String> words, String comma, String and) {
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(comma, words.subList(0, last)) + and + words.get(last);
  }

  /** A name that may be one of symbols, so that the file's name is not certain to be it. */
  private boolean hasDoubtfulSymbol() {
    for (String name : table.header()) {
      if (RoleNames.mayBeSymbol(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is neither symbol nor value, but two or more columns of numbers. */
  private boolean looksWide() {
    boolean isLong =
        columns.has(Role.SYMBOL)
            || columns.has(Role.CLOSE)
            || columns.has(Role.WEIGHT)
            || columns.has(Role.OPEN)
            || kind == InputKind.GROUPS;
    if (isLong || numbered) {
      return false;
    }
    for (int i = 1; i < table.header().size(); i++) {
      table.use(i);
    }
    if (!table.next()) {
      return false;
    }
    int numbers = 0;
    for (int i = 1; i < table.header().size(); i++) {
      if (RoleNames.endsInField(table.header().get(i))) {
        return false;
      }
      numbers += isNumber(i) ? 1 : 0;
    }
    return numbers >= 2 && numbers == table.header().size() - 1;
  }

  private boolean isNumber(int column) {
    try {
      return table.isMissing(column) || Double.isFinite(table.number(column));
    } catch (BadDataException text) {
      return false;
    }
  }
}
