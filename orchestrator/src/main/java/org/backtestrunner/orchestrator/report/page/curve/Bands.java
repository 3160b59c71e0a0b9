package org.backtestrunner.orchestrator.report.page.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.backtestrunner.orchestrator.harvest.metric.Series;

/**
 * Quantiles of growth over runs, of each shown date by itself.
 *
 * @param runs how many there are
 * @param quantiles one a share of {@link #SHARES}, coded like a curve's growth
 */
public record Bands(int runs, List<int[]> quantiles) {
  static final List<Double> SHARES = List.of(0.05, 0.25, 0.5, 0.75, 0.95);

  public Bands {
    quantiles = List.copyOf(quantiles);
  }

  /**
   * @param growths at the shown dates, one a run; at least one
   */
  static Bands of(List<float[]> growths) {
    int dates = growths.get(0).length;
    List<int[]> quantiles = new ArrayList<>();
    SHARES.forEach(share -> quantiles.add(new int[dates]));
    double[] values = new double[growths.size()];
    for (int date = 0; date < dates; date++) {
      int count = 0;
      for (float[] growth : growths) {
        if (!Float.isNaN(growth[date])) {
          values[count++] = growth[date];
        }
      }
      double[] sorted = Arrays.copyOf(values, count);
      Arrays.sort(sorted);
      for (int i = 0; i < SHARES.size(); i++) {
        quantiles.get(i)[date] =
            count == 0
                ? CurveSample.NONE
                : CurveSample.coded(Math.log(Series.quantile(sorted, SHARES.get(i))));
      }
    }
    return new Bands(growths.size(), quantiles);
  }
}
