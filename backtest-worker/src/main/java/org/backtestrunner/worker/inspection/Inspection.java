package org.backtestrunner.worker.inspection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.data.BundleFile;
import org.backtestrunner.worker.data.CostsFile;
import org.backtestrunner.worker.data.FactorBundle;
import org.backtestrunner.worker.data.GroupsFile;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.factor.formulas.Formula;
import org.backtestrunner.worker.factor.sources.ComputedFactors;
import org.backtestrunner.worker.format.Input;
import org.backtestrunner.worker.format.InputKind;
import org.backtestrunner.worker.format.Presets;
import org.backtestrunner.worker.panel.SymbolsFile;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.Parameter;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.table.cell.BadDataException;

/** Looks at the inputs of several runs; at an input that they share, once. */
public final class Inspection {
  private final Map<String, TableLook> tables = new HashMap<>();
  private final Map<String, Finding> files = new HashMap<>();
  private final Map<String, FactorBundle> bundles = new HashMap<>();
  private Factors formulas = Factors.OF_ENGINE;

  /** Whether what a run's inputs show depends on a parameter. */
  public static boolean dependsOn(Parameter parameter) {
    return parameter.type() == Parameter.Type.FILE
        || parameter.name().equals("strategy")
        || parameter.name().equals("freq");
  }

  /** Whether a parameter names data by date of which nothing later may be known at a bar. */
  public static boolean isTimed(Parameter parameter) {
    return parameter.name().equals(InputKind.PRICES.parameter())
        || parameter.name().equals(InputKind.FACTORS.parameter());
  }

  /** Whether a parameter names a file that is small, and so is read whole. */
  public static boolean readsWhole(Parameter parameter) {
    for (InputKind kind : InputKind.values()) {
      if (kind != InputKind.GROUPS && kind.parameter().equals(parameter.name())) {
        return false;
      }
    }
    return parameter.type() == Parameter.Type.FILE;
  }

  /** Loads what most looks need, such as the library that reads YAML. */
  public static void getReady() {
    Input.of(InputKind.PRICES, Path.of(""), Optional.of(Presets.NAMES.get(0)));
  }

  /**
   * What the inputs of a run show, in the order of its parameters.
   *
   * @param all factors that can be computed, the same for all runs but for their parameters
   */
  public List<Finding> of(RunParameters run, Factors all) {
    formulas = all;
    List<Finding> findings = new ArrayList<>();
    Optional<TableLook> prices = table(InputKind.PRICES, run, List.of(), findings);
    if (run.used("symbols_file").isPresent()) {
      findings.add(symbols(run));
    }
    if (run.used("bundle_path").isPresent()) {
      findings.add(bundle(run));
      FactorBundle bundle = bundles.get(run.used("bundle_path").get());
      if (bundle != null) {
        factors(bundle, run, prices, findings);
        groups(bundle, run, findings);
      }
    }
    table(InputKind.WEIGHTS, run, List.of(), findings);
    if (run.used("costs_file").isPresent()) {
      findings.add(costs(run));
    }
    return findings;
  }

  /** Looks at a table, if the run has it; empty where its format is no good. */
  private Optional<TableLook> table(
      InputKind kind, RunParameters run, List<String> names, List<Finding> findings) {
    Optional<String> file = run.used(kind.parameter());
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Optional<Input> input = input(kind, run, findings);
    if (input.isEmpty()) {
      return Optional.empty();
    }
    String key =
        kind
            + "\n"
            + file.get()
            + "\n"
            + run.used(kind.formatParameter()).orElse("")
            + "\n"
            + run.text("freq")
            + "\n"
            + String.join("\n", names);
    TableLook look = tables.get(key);
    if (look == null) {
      look = TableLook.at(input.get(), run.frequency(), formulas, names);
      tables.put(key, look);
    }
    findings.add(new Finding(kind.parameter(), file.get(), look.readAs(), look.problems()));
    return Optional.of(look);
  }

  /** A table with its format, whose problems are those of the format's own parameter. */
  private static Optional<Input> input(InputKind kind, RunParameters run, List<Finding> findings) {
    try {
      return Optional.of(Input.of(kind, run));
    } catch (BadDataException bad) {
      findings.add(
          new Finding(
              kind.formatParameter(),
              run.used(kind.formatParameter()).orElse(""),
              "",
              bad.problems()));
      return Optional.empty();
    }
  }

  private Finding symbols(RunParameters run) {
    String file = run.used("symbols_file").orElseThrow();
    Finding known = files.get(file);
    if (known != null) {
      return known;
    }
    Finding finding;
    try {
      int symbols = SymbolsFile.read(Path.of(file)).size();
      finding =
          symbols == 0
              ? bad("symbols_file", file, List.of(file + ": the list names no symbol"))
              : new Finding("symbols_file", file, symbols + " symbols", List.of());
    } catch (BadDataException bad) {
      finding = bad("symbols_file", file, bad.problems());
    }
    files.put(file, finding);
    return finding;
  }

  private Finding bundle(RunParameters run) {
    String file = run.used("bundle_path").orElseThrow();
    Finding known = files.get(file);
    if (known != null) {
      return known;
    }
    Finding finding;
    try {
      FactorBundle bundle = BundleFile.read(Path.of(file));
      bundles.put(file, bundle);
      finding = new Finding("bundle_path", file, describe(bundle), List.of());
    } catch (BadDataException bad) {
      finding = bad("bundle_path", file, bad.problems());
    }
    files.put(file, finding);
    return finding;
  }

  private Finding costs(RunParameters run) {
    String file = run.used("costs_file").orElseThrow();
    // A list of symbols may be the same file.
    String key = "costs\n" + file;
    Finding known = files.get(key);
    if (known != null) {
      return known;
    }
    Finding finding;
    try {
      CostsFile costs = CostsFile.read(Path.of(file));
      String text = String.join(", ", costs.columns()) + " of " + costs.size() + " symbols";
      finding = new Finding("costs_file", file, text, List.of());
    } catch (BadDataException bad) {
      finding = bad("costs_file", file, bad.problems());
    }
    files.put(key, finding);
    return finding;
  }

  private static String describe(FactorBundle bundle) {
    List<String> members = new ArrayList<>();
    for (FactorBundle.Member member : bundle.members()) {
      members.add((member.sign() < 0 ? "-" : "") + member.weight() + " " + member.name());
    }
    return String.join(", ", members)
        + (bundle.neutralizeBy().isPresent()
            ? ", neutralized by " + bundle.neutralizeBy().get()
            : "");
  }

  private void factors(
      FactorBundle bundle, RunParameters run, Optional<TableLook> prices, List<Finding> findings) {
    List<String> names = new ArrayList<>();
    for (FactorBundle.Member member : bundle.members()) {
      names.add(member.name());
    }
    Optional<TableLook> file = table(InputKind.FACTORS, run, names, findings);
    boolean hasFile = run.used("factor_file").isPresent();
    boolean known = !hasFile || (file.isPresent() && file.get().problems().isEmpty());
    List<String> inFile = file.isPresent() ? file.get().ownNames() : List.of();
    for (String name : names) {
      Optional<Formula> factor = formulas.find(name);
      if (factor.isPresent() && prices.isPresent()) {
        columns(factor.get(), prices.get(), run, findings);
      } else if (factor.isEmpty() && known && !inFile.contains(name)) {
        Path path = run.file("bundle_path");
        findings.add(bad("bundle_path", path.toString(), problems(name, path, inFile)));
      }
    }
  }

  private List<String> problems(String name, Path bundle, List<String> inFile) {
    return ComputedFactors.unknown(name, bundle, formulas, inFile).problems();
  }

  private static void columns(
      Formula factor, TableLook prices, RunParameters run, List<Finding> findings) {
    for (Column column : factor.columns()) {
      if (prices.lacks(column)) {
        Path file = run.file("price_file");
        findings.add(
            bad(
                "price_file",
                file.toString(),
                ComputedFactors.lacking(factor, column, file).problems()));
      }
    }
  }

  private void groups(FactorBundle bundle, RunParameters run, List<Finding> findings) {
    Optional<String> file = run.used("groups_file");
    if (bundle.neutralizeBy().isEmpty()) {
      return;
    }
    if (file.isEmpty()) {
      Path path = run.file("bundle_path");
      String column = bundle.neutralizeBy().get();
      findings.add(
          bad("bundle_path", path.toString(), GroupsFile.missing(path, column).problems()));
      return;
    }
    Optional<Input> input = input(InputKind.GROUPS, run, findings);
    if (input.isEmpty()) {
      return;
    }
    String column = bundle.neutralizeBy().get();
    String key = file.get() + "\n" + run.used("groups_format").orElse("") + "\n" + column;
    Finding finding = files.get(key);
    if (finding == null) {
      finding = groups(input.get(), column, file.get());
      files.put(key, finding);
    }
    findings.add(finding);
  }

  private static Finding groups(Input input, String column, String file) {
    HowRead how = new HowRead();
    try {
      int symbols = GroupsFile.read(input, column, how).size();
      return new Finding(
          "groups_file", file, how.text + ", " + column + " of " + symbols + " symbols", List.of());
    } catch (BadDataException bad) {
      return bad("groups_file", file, bad.problems());
    }
  }

  private static Finding bad(String parameter, String file, List<String> problems) {
    return new Finding(parameter, file, "", problems);
  }

  /** Takes how a file was read; what a run would warn of is for the run to say. */
  private static final class HowRead implements Warnings {
    private String text = "";

    @Override
    public void say(String message) {
      text = TableLook.textOf(message);
    }

    @Override
    public void add(WarningKind kind, boolean serious, String message) {}
  }
}
