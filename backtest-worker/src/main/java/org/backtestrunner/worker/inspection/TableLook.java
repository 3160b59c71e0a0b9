package org.backtestrunner.worker.inspection;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.format.Input;
import org.backtestrunner.worker.format.InputKind;
import org.backtestrunner.worker.format.Role;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.reading.InputReader;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.table.cell.Extent;
import org.backtestrunner.worker.table.cell.SymbolTable;

/** What the ends of a table show: each row there is read as a run reads it. */
final class TableLook {
  private final Factors formulas;
  private final Set<Role> roles = EnumSet.noneOf(Role.class);
  private final List<String> ownNames = new ArrayList<>();
  private List<String> problems = List.of();
  private String readAs = "";
  private boolean sawAllFiles;

  private TableLook(Factors formulas) {
    this.formulas = formulas;
  }

  /**
   * Looks at a table.
   *
   * @param formulas all factors that can be computed
   * @param names of factors that are asked for
   */
  static TableLook at(Input input, Frequency frequency, Factors formulas, List<String> names) {
    TableLook look = new TableLook(formulas);
    try (InputReader reader = InputReader.open(input, frequency, Extent.ENDS)) {
      look.read(reader, input, names);
    } catch (BadDataException bad) {
      look.problems = bad.problems();
    }
    return look;
  }

  private void read(InputReader reader, Input input, List<String> names) {
    ownNames.addAll(reader.ownNames());
    List<String> used = new ArrayList<>();
    for (String name : input.kind() == InputKind.FACTORS ? ownNames : List.<String>of()) {
      if (names.contains(name) || formulas.find(name).isPresent()) {
        used.add(name);
      }
    }
    reader.use(used);
    SymbolTable symbols = new SymbolTable();
    double[] prices = new double[Column.values().length];
    note(reader, input.kind());
    while (reader.next()) {
      note(reader, input.kind());
      reader.barTime();
      switch (input.kind()) {
        case PRICES -> {
          reader.symbol(symbols);
          reader.readPrices(prices);
        }
        case FACTORS -> {
          reader.symbol(symbols);
          readFactors(reader, used);
        }
        // Which rows a run reads further is decided by its dates.
        case WEIGHTS, GROUPS -> {}
      }
    }
    readAs = textOf(reader.readAs());
    sawAllFiles = !reader.leavesOutFiles();
  }

  private void note(InputReader reader, InputKind kind) {
    for (Role role : kind.roles()) {
      if (reader.has(role)) {
        roles.add(role);
      }
    }
  }

  private void readFactors(InputReader reader, List<String> used) {
    for (int i = 0; i < used.size(); i++) {
      if (formulas.find(used.get(i)).isEmpty()) {
        reader.number(i);
      } else if (!reader.isMissing(i)) {
        throw reader.badHeader(
            "column '" + used.get(i) + "' has the name of a factor that the engine computes");
      }
    }
  }

  /** A sentence such as {@code read_as PATH: timestamp=Date, close=Close} from the colon on. */
  static String textOf(String sentence) {
    return sentence.substring(sentence.indexOf(": ") + 2);
  }

  List<String> problems() {
    return problems;
  }

  String readAs() {
    return readAs;
  }

  /** The columns without a role. */
  List<String> ownNames() {
    return ownNames;
  }

  /** Whether it is certain that no file has the column. */
  boolean lacks(Column column) {
    for (Role role : roles) {
      if (role.header().equals(column.header())) {
        return false;
      }
    }
    return problems.isEmpty() && sawAllFiles;
  }
}
