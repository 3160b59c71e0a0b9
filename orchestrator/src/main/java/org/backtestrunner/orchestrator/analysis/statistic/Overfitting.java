package org.backtestrunner.orchestrator.analysis.statistic;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.backtestrunner.orchestrator.analysis.statistic.BlockSums.Cut;
import org.backtestrunner.orchestrator.harvest.metric.Metric;
import org.backtestrunner.orchestrator.harvest.metric.Series;

/**
 * The probability of backtest overfitting by combinatorially symmetric cross-validation (Bailey,
 * Borwein, López de Prado and Zhu, "The Probability of Backtest Overfitting", 2017): whoever
 * chooses the best curve on one half of the days, how often is it below the median on the other?
 * Sharpe ratios are annualised.
 *
 * @param splits how many choices of half of the blocks there are
 * @param lowerHalf in how many of them the chosen curve is at or below the median of the rest
 * @param seenMedian median Sharpe ratio of the chosen curve where it was chosen
 * @param unseenMedian the same on the other half
 * @param unseenBelowZero share of the splits in which it is below 0 there
 * @param chosen how often each curve was chosen
 * @param benchmark beside the same halves, where there is one
 * @param slope of unseen on seen ratios, by least squares; negative by construction
 * @param histogram of the rank on the other half, in 20 bins from the worst to the best
 * @param examples some of the splits, evenly over all of them
 */
public record Overfitting(
    int curves,
    Cut cut,
    int splits,
    int lowerHalf,
    double seenMedian,
    double unseenMedian,
    double unseenBelowZero,
    int[] chosen,
    Optional<BesideBenchmark> benchmark,
    OptionalDouble slope,
    int[] histogram,
    List<Example> examples) {

  private static final double COMPARED_DIGITS = 1e8;
  private static final int BINS = 20;
  private static final int MOST_EXAMPLES = 600;

  public Overfitting {
    examples = List.copyOf(examples);
  }

  /**
   * @param unseenMedian median Sharpe ratio of the benchmark on the halves that were not seen
   * @param beaten share of the splits in which the chosen curve was better there
   */
  public record BesideBenchmark(double unseenMedian, double beaten) {}

  /** The Sharpe ratios of the chosen curve in one split: where it was chosen, and on the rest. */
  public record Example(double seen, double unseen) {}

  /** PBO. */
  public double probability() {
    return (double) lowerHalf / splits;
  }

  /**
   * @param curves of the candidates, in their order
   * @return empty below two curves
   */
  public static Optional<Overfitting> of(
      Cut cut, List<BlockSums> curves, Optional<BlockSums> benchmark, double daysPerYear) {
    return curves.size() < 2
        ? Optional.empty()
        : Optional.of(new Search(cut, curves, benchmark).result(Math.sqrt(daysPerYear)));
  }

  /** The state of going through all splits. */
  private static final class Search {
    private final Cut cut;
    private final int curves;
    private final Halvings halvings;
    private final Optional<Halvings> benchmarkHalvings;
    private final List<Integer> choices;
    private final int[] chosen;
    private final int[] histogram = new int[BINS];
    private final double[] seen;
    private final double[] unseen;
    private final double[] benchmark;
    private final double[] ofBenchmark = new double[1];
    private int lowerHalf;
    private int belowZero;
    private int beaten;

    Search(Cut cut, List<BlockSums> ofCurves, Optional<BlockSums> ofBenchmark) {
      this.cut = cut;
      this.curves = ofCurves.size();
      this.halvings = new Halvings(cut, ofCurves);
      this.benchmarkHalvings = ofBenchmark.map(sums -> new Halvings(cut, List.of(sums)));
      this.choices = Halvings.choices(cut.blocks());
      this.chosen = new int[curves];
      this.seen = new double[choices.size()];
      this.unseen = new double[choices.size()];
      this.benchmark = new double[choices.size()];
    }

    Overfitting result(double annual) {
      Half one = new Half(curves);
      Half other = new Half(curves);
      for (int split = 0; split < choices.size() / 2; split++) {
        int mirrored = choices.size() - 1 - split;
        one.of(halvings, choices.get(split));
        other.of(halvings, choices.get(mirrored));
        take(split, one, other);
        take(mirrored, other, one);
      }
      double splits = choices.size();
      return new Overfitting(
          curves,
          cut,
          choices.size(),
          lowerHalf,
          Series.median(seen) * annual,
          Series.median(unseen) * annual,
          belowZero / splits,
          chosen,
          benchmarkHalvings.map(
              halvings -> new BesideBenchmark(Series.median(benchmark) * annual, beaten / splits)),
          slope(),
          histogram,
          examples(annual));
    }

    private List<Example> examples(double annual) {
      int count = Math.min(MOST_EXAMPLES, seen.length);
      return IntStream.range(0, count)
          .map(i -> (int) ((long) i * seen.length / count))
          .mapToObj(split -> new Example(seen[split] * annual, unseen[split] * annual))
          .toList();
    }

    /** The Sharpe ratios of all curves on one half, and what of them is compared. */
    private record Half(double[] sharpes, double[] compared) {
      Half(int curves) {
        this(new double[curves], new double[curves]);
      }

      void of(Halvings halvings, int choice) {
        halvings.sharpes(choice, sharpes);
        for (int curve = 0; curve < sharpes.length; curve++) {
          compared[curve] = Search.compared(sharpes[curve]);
        }
      }
    }

    /** Differences beyond the compared digits are the rounding of sums. */
    private static double compared(double sharpe) {
      return Math.rint(COMPARED_DIGITS * sharpe);
    }

    private void take(int split, Half seenHalf, Half unseenHalf) {
      int best = 0;
      for (int curve = 1; curve < curves; curve++) {
        if (seenHalf.compared[curve] > seenHalf.compared[best]) {
          best = curve;
        }
      }
      double reached = unseenHalf.compared[best];
      int twiceRank = 1;
      for (double value : unseenHalf.compared) {
        twiceRank += value < reached ? 2 : value == reached ? 1 : 0;
      }
      chosen[best]++;
      seen[split] = seenHalf.sharpes[best];
      unseen[split] = unseenHalf.sharpes[best];
      lowerHalf += twiceRank <= curves + 1 ? 1 : 0;
      belowZero += reached < 0 ? 1 : 0;
      histogram[(int) ((10L * twiceRank - 1) / (curves + 1))]++;
      if (benchmarkHalvings.isPresent()) {
        int mirrored = choices.size() - 1 - split;
        benchmarkHalvings.get().sharpes(choices.get(mirrored), ofBenchmark);
        benchmark[split] = ofBenchmark[0];
        beaten += reached > compared(ofBenchmark[0]) ? 1 : 0;
      }
    }

    private OptionalDouble slope() {
      double seenMean = Series.mean(seen);
      double unseenMean = Series.mean(unseen);
      double products = 0;
      double squares = 0;
      for (int split = 0; split < seen.length; split++) {
        products += (seen[split] - seenMean) * (unseen[split] - unseenMean);
        squares += (seen[split] - seenMean) * (seen[split] - seenMean);
      }
      return squares > 0 ? Metric.ifFinite(products / squares) : OptionalDouble.empty();
    }
  }
}
