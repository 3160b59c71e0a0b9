package org.backtestrunner.worker.strategy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.check.FactorChecks;
import org.backtestrunner.worker.check.GroupChecks;
import org.backtestrunner.worker.data.FactorBundle;
import org.backtestrunner.worker.data.GroupsFile;
import org.backtestrunner.worker.factor.sources.FactorSource;
import org.backtestrunner.worker.factor.sources.Inputs;
import org.backtestrunner.worker.format.Input;
import org.backtestrunner.worker.format.InputKind;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.Parameters;
import org.backtestrunner.worker.parameter.RunParameters;

/** Long the symbols of the best scores, short those of the worst, in equal parts. */
final class MultifactorLongShort implements DecisionRule {
  private static final double ROUNDING = 1e-9;

  @Override
  public String name() {
    return Parameters.MULTIFACTOR_LONG_SHORT;
  }

  @Override
  public String description() {
    return "Long the top and short the bottom quantile of a factor bundle's score.";
  }

  @Override
  public Decisions prepare(RunParameters run, Inputs inputs, Warnings warnings) {
    Panel panel = inputs.panel();
    FactorSource source = inputs.factors();
    FactorChecks.run(run, panel, inputs.formulas(), source.bundle(), source.coverage(), warnings);
    return new Quantiles(
        run.number("top_quantile"),
        run.number("bottom_quantile"),
        run.number("max_gross_exposure"),
        panel,
        RebalanceSchedule.of(run, panel),
        new Rankings(panel, source, groups(run, panel, source.bundle(), warnings), inputs.warm()),
        SkippedRebalances.of(run, panel, warnings),
        new EqualScores(warnings));
  }

  /** The number of the group of each symbol of the panel; empty without neutralisation. */
  private static int[] groups(
      RunParameters run, Panel panel, FactorBundle bundle, Warnings warnings) {
    if (bundle.neutralizeBy().isEmpty()) {
      return new int[0];
    }
    Optional<Path> groupsFile = run.findFile("groups_file");
    if (groupsFile.isEmpty()) {
      throw GroupsFile.missing(run.file("bundle_path"), bundle.neutralizeBy().get());
    }
    Map<String, String> names =
        GroupsFile.read(Input.of(InputKind.GROUPS, run), bundle.neutralizeBy().get(), warnings);
    GroupChecks.run(groupsFile.get(), bundle.neutralizeBy().get(), names, panel, warnings);
    Map<String, Integer> numbers = new HashMap<>();
    int[] groups = new int[panel.size()];
    for (int s = 0; s < groups.length; s++) {
      // Symbols without a group form one: no cell of the file is empty text.
      String name = names.getOrDefault(panel.symbol(s), "");
      Integer known = numbers.get(name);
      groups[s] = known == null ? numbers.size() : known;
      numbers.put(name, groups[s]);
    }
    return groups;
  }

  private record Quantiles(
      double topQuantile,
      double bottomQuantile,
      double grossExposure,
      Panel panel,
      RebalanceSchedule schedule,
      Rankings rankings,
      SkippedRebalances skipped,
      EqualScores equalScores)
      implements Decisions {

    @Override
    public Optional<double[]> at(int bar) {
      if (!schedule.isDecision(bar)) {
        return Optional.empty();
      }
      equalScores.addRebalance();
      Rankings.Ranking ranking = rankings.at(bar);
      int n = ranking.size();
      int top = count(topQuantile, n);
      int bottom = count(bottomQuantile, n);
      if (n < 2 || top + bottom > n) {
        skipped.add(bar, n, top, bottom);
        return Optional.empty();
      }
      equalScores.look(ranking.preference(), top, bottom);
      return Optional.of(weights(ranking.symbols(), ranking.preference(), top, bottom));
    }

    @Override
    public void end() {
      equalScores.warn();
    }

    private static int count(double quantile, int n) {
      return quantile == 0 ? 0 : Math.max(1, (int) Math.floor(quantile * n + ROUNDING));
    }

    private double[] weights(int[] symbols, long[] preference, int top, int bottom) {
      double side = top > 0 && bottom > 0 ? grossExposure / 2 : grossExposure;
      int n = preference.length;
      long[] numbers = preference.clone();
      long lastLong = top > 0 ? Selection.select(numbers, top - 1) : Long.MIN_VALUE;
      long firstShort = bottom > 0 ? Selection.select(numbers, n - bottom) : Long.MAX_VALUE;
      double[] weights = new double[panel.size()];
      for (int i = 0; i < n; i++) {
        if (preference[i] <= lastLong) {
          weights[symbols[i]] = side / top;
        } else if (preference[i] >= firstShort) {
          weights[symbols[i]] = -side / bottom;
        }
      }
      return weights;
    }
  }
}
