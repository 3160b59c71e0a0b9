package org.backtestrunner.worker.strategy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.data.BadDataException;
import org.backtestrunner.worker.data.BundleFile;
import org.backtestrunner.worker.data.FactorBundle;
import org.backtestrunner.worker.data.GroupsFile;
import org.backtestrunner.worker.data.Panel;
import org.backtestrunner.worker.data.Warnings;
import org.backtestrunner.worker.factor.FactorSource;
import org.backtestrunner.worker.parameter.Parameters;
import org.backtestrunner.worker.parameter.RunParameters;

/** Long the symbols of the best scores, short those of the worst, in equal parts. */
final class MultifactorLongShort implements Strategy {
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
  public Decisions prepare(RunParameters run, Panel panel, Warnings warnings) {
    Path bundlePath = run.bundlePath().orElseThrow();
    FactorBundle bundle = BundleFile.read(bundlePath);
    return new Quantiles(
        run,
        panel,
        new RebalanceSchedule(panel, run.rebalanceFrequency()),
        bundle,
        new FactorSource(run, panel, bundle, bundlePath),
        groups(run, bundle, bundlePath),
        warnings);
  }

  private static Map<String, String> groups(
      RunParameters run, FactorBundle bundle, Path bundlePath) {
    if (bundle.neutralizeBy().isEmpty()) {
      return Map.of();
    }
    if (run.groupsFile().isEmpty()) {
      throw new BadDataException(
          bundlePath,
          "options.neutralize_by is '"
              + bundle.neutralizeBy().get()
              + "', which needs a groups_file with that column");
    }
    return GroupsFile.read(run.groupsFile().get(), bundle.neutralizeBy().get());
  }

  private record Quantiles(
      RunParameters run,
      Panel panel,
      RebalanceSchedule schedule,
      FactorBundle bundle,
      FactorSource source,
      Map<String, String> groups,
      Warnings warnings)
      implements Decisions {

    @Override
    public Optional<double[]> at(int entry) {
      if (!schedule.isDecision(entry)) {
        return Optional.empty();
      }
      int factorCount = bundle.members().size();
      int[] symbols = new int[panel.size()];
      double[][] values = new double[panel.size()][factorCount];
      int n = 0;
      for (int s = 0; s < panel.size(); s++) {
        if (source.read(s, entry, values[n])) {
          symbols[n++] = s;
        }
      }
      int top = count(run.topQuantile(), n);
      int bottom = count(run.bottomQuantile(), n);
      if (n < 2 || top + bottom > n) {
        warnings.add(
            "skipped rebalance",
            "rebalance at "
                + panel.format(entry)
                + " skipped: "
                + n
                + " symbols have all factors, too few for "
                + top
                + " long and "
                + bottom
                + " short");
        return Optional.empty();
      }
      int[] ranking = new CrossSection(bundle).ranking(byFactor(values, n), groupsOf(symbols, n));
      return Optional.of(weights(symbols, ranking, top, bottom));
    }

    private static int count(double quantile, int n) {
      return quantile == 0 ? 0 : Math.max(1, (int) Math.floor(quantile * n + ROUNDING));
    }

    private double[][] byFactor(double[][] bySymbol, int n) {
      double[][] byFactor = new double[bundle.members().size()][n];
      for (int i = 0; i < byFactor.length; i++) {
        for (int s = 0; s < n; s++) {
          byFactor[i][s] = bySymbol[s][i];
        }
      }
      return byFactor;
    }

    private List<String> groupsOf(int[] symbols, int n) {
      List<String> names = new ArrayList<>();
      if (bundle.neutralizeBy().isPresent()) {
        for (int s = 0; s < n; s++) {
          // Symbols without a group form one: no cell of the file is empty text.
          names.add(groups.getOrDefault(panel.history(symbols[s]).symbol(), ""));
        }
      }
      return names;
    }

    private double[] weights(int[] symbols, int[] ranking, int top, int bottom) {
      double side = top > 0 && bottom > 0 ? run.maxGrossExposure() / 2 : run.maxGrossExposure();
      double[] weights = new double[panel.size()];
      for (int i = 0; i < top; i++) {
        weights[symbols[ranking[i]]] = side / top;
      }
      for (int i = ranking.length - bottom; i < ranking.length; i++) {
        weights[symbols[ranking[i]]] = -side / bottom;
      }
      return weights;
    }
  }
}
