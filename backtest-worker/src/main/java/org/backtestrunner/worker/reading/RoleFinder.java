package org.backtestrunner.worker.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.backtestrunner.worker.format.InputKind;
import org.backtestrunner.worker.format.Role;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.TableReader;
import org.backtestrunner.worker.table.cell.Timestamps;

/**
 * Finds the column of each role: where a format says it; else the column of that very name; else
 * the one of a name that means the same. Two such columns are refused.
 */
final class RoleFinder {
  private static final String PANDAS_INDEX = "__index_level_";
  private static final String FACTOR = "factor.";

  private final TableReader table;
  private final InputKind kind;
  private final Map<String, String> said;
  private final boolean numbered;

  /** Whether the rows' symbol is known without a column. */
  private final boolean symbolIsKnown;

  private final Columns columns = new Columns();

  RoleFinder(
      TableReader table,
      InputKind kind,
      Map<String, String> said,
      boolean numbered,
      boolean symbolIsKnown) {
    this.table = table;
    this.kind = kind;
    this.said = said;
    this.numbered = numbered;
    this.symbolIsKnown = symbolIsKnown;
  }

  /** The columns by what is said and by their names. */
  Columns find() {
    for (Role role : kind.roles()) {
      String name = said.get(role.header());
      if (name != null) {
        columns.put(role, named(role.header(), name, role == Role.TIMESTAMP));
      }
    }
    if (!numbered) {
      refuseMissingHeader();
      for (Role role : kind.roles()) {
        if (!columns.has(role)) {
          search(role);
        }
      }
      takeUnnamedIndex();
      findOtherClose();
    }
    new RequiredRoles(table, kind, columns, numbered, symbolIsKnown).check();
    if (kind.hasOwnColumns()) {
      addOwn();
    }
    useAll();
    return columns;
  }

  /** The column that a format names for a role. */
  private int named(String role, String name, boolean mayBeTwo) {
    int column = column(name);
    if (column >= 0) {
      return column;
    }
    int plus = mayBeTwo ? name.indexOf('+') : -1;
    if (plus > 0) {
      int first = column(name.substring(0, plus).trim());
      int second = column(name.substring(plus + 1).trim());
      if (first >= 0 && second >= 0) {
        columns.timeOfDay(second);
        return first;
      }
    }
    throw table
        .source()
        .badHeader(
            "there is no column '"
                + name
                + "', which the format names for "
                + role
                + "; "
                + table.shownHeader());
  }

  private int column(String name) {
    List<String> header = table.header();
    int column = header.indexOf(name);
    if (column >= 0) {
      if (column != header.lastIndexOf(name)) {
        throw twice(name);
      }
      return column;
    }
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).equalsIgnoreCase(name)) {
        if (column >= 0) {
          return Columns.NONE;
        }
        column = i;
      }
    }
    return column;
  }

  private BadDataException twice(String name) {
    return table.source().badHeader("the column '" + name + "' is there twice");
  }

  private void refuseMissingHeader() {
    String first = table.header().get(0);
    if (table.source().text() && Timestamps.looksLikeData(first)) {
      throw table
          .source()
          .badHeader(
              "the file has no header: its first row begins with '"
                  + first
                  + "'; say header: none and columns: {timestamp: 1, close: 5}, with the numbers of"
                  + " its columns, in a format file ("
                  + kind.formatParameter()
                  + ")");
    }
  }

  private void search(Role role) {
    List<String> header = table.header();
    int exact = header.indexOf(role.header());
    if (exact >= 0 && role != Role.ADJUSTED_CLOSE) {
      if (exact != header.lastIndexOf(role.header())) {
        throw twice(role.header());
      }
      columns.put(role, exact);
      return;
    }
    List<Integer> found = new ArrayList<>();
    List<String> names = RoleNames.of(role);
    for (int i = 0; i < header.size(); i++) {
      if (names.contains(RoleNames.plain(header.get(i))) && !columns.isTaken(i)) {
        found.add(i);
      }
    }
    if (role == Role.TIMESTAMP && found.size() == 2 && joined(found.get(0), found.get(1))) {
      return;
    }
    if (found.size() > 1) {
      throw two(role, header.get(found.get(0)), header.get(found.get(1)));
    }
    if (!found.isEmpty()) {
      columns.put(role, found.get(0));
    }
  }

  /** Whether the two are a date and its time of day, which then are one timestamp. */
  private boolean joined(int one, int other) {
    String first = RoleNames.plain(table.header().get(one));
    String second = RoleNames.plain(table.header().get(other));
    if (first.equals("time") && second.equals("date")) {
      return joined(other, one);
    }
    if (!first.equals("date") || !second.equals("time")) {
      return false;
    }
    columns.put(Role.TIMESTAMP, one);
    columns.timeOfDay(other);
    return true;
  }

  private BadDataException two(Role role, String one, String other) {
    String say = "columns: {" + role.header() + ": \"";
    return table
        .source()
        .badHeader(
            "two columns may be the "
                + role.header()
                + ", '"
                + one
                + "' and '"
                + other
                + "'; say which: "
                + say
                + one
                + "\"} or "
                + say
                + other
                + "\"} in a format file ("
                + kind.formatParameter()
                + ")");
  }

  /** Takes the index that pandas has stored without a name, where it alone holds times. */
  private void takeUnnamedIndex() {
    int index = Columns.NONE;
    for (int i = 0; i < table.header().size(); i++) {
      if (table.header().get(i).startsWith(PANDAS_INDEX) && table.holdsTimes(i)) {
        if (index >= 0) {
          return;
        }
        index = i;
      }
    }
    if (index >= 0 && kind.roles().contains(Role.TIMESTAMP) && !columns.has(Role.TIMESTAMP)) {
      columns.put(Role.TIMESTAMP, index);
    }
  }

  private void findOtherClose() {
    if (kind != InputKind.PRICES
        || said.containsKey(Role.CLOSE.header())
        || said.containsKey(Role.ADJUSTED_CLOSE.header())
        || !columns.has(Role.CLOSE)) {
      return;
    }
    for (int i = 0; i < table.header().size(); i++) {
      if (RoleNames.isAdjustedClose(table.header().get(i))) {
        if (columns.otherClose() >= 0) {
          throw two(
              Role.ADJUSTED_CLOSE, table.header().get(columns.otherClose()), table.header().get(i));
        }
        columns.otherClose(i);
      }
    }
  }

  private void addOwn() {
    table.requireDistinctColumns();
    List<String> header = table.header();
    List<Integer> renamed = new ArrayList<>();
    for (Map.Entry<String, String> entry : said.entrySet()) {
      boolean factor = kind == InputKind.FACTORS && entry.getKey().startsWith(FACTOR);
      boolean group = kind == InputKind.GROUPS && !entry.getKey().equals(Role.SYMBOL.header());
      if (factor || group) {
        int column = named(entry.getKey(), entry.getValue(), false);
        renamed.add(column);
        columns.putOwn(factor ? entry.getKey().substring(FACTOR.length()) : entry.getKey(), column);
      }
    }
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      boolean unnamed = name.isEmpty() || name.startsWith(PANDAS_INDEX);
      if (!unnamed && !columns.isTaken(i) && !renamed.contains(i)) {
        if (columns.own().containsKey(name)) {
          throw twice(name);
        }
        columns.putOwn(name, i);
      }
    }
  }

  /** Notes which columns are going to be read; those without a role as they are asked for. */
  private void useAll() {
    for (Role role : kind.roles()) {
      if (columns.has(role)) {
        table.use(columns.of(role));
      }
    }
    if (columns.timeOfDay() >= 0) {
      table.use(columns.timeOfDay());
    }
    if (columns.otherClose() >= 0) {
      table.use(columns.otherClose());
    }
  }
}
