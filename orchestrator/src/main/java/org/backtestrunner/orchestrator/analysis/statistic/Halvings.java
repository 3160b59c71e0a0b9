package org.backtestrunner.orchestrator.analysis.statistic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.backtestrunner.orchestrator.analysis.statistic.BlockSums.Cut;

/**
 * All choices of half of the blocks, in lexicographic order, and the Sharpe ratios of curves over
 * such halves: per period, with a risk-free rate of 0.
 */
final class Halvings {
  private static final double NOISE = 1e-12;

  private final Cut cut;
  private final int curves;

  /** By block, then by curve, so that a half is added up along the rows. */
  private final double[][] sums;

  private final double[][] squares;
  private final double[] sum;
  private final double[] square;

  Halvings(Cut cut, List<BlockSums> ofCurves) {
    this.cut = cut;
    this.curves = ofCurves.size();
    this.sums = new double[cut.blocks()][curves];
    this.squares = new double[cut.blocks()][curves];
    for (int curve = 0; curve < curves; curve++) {
      for (int block = 0; block < cut.blocks(); block++) {
        sums[block][curve] = ofCurves.get(curve).sums()[block];
        squares[block][curve] = ofCurves.get(curve).squares()[block];
      }
    }
    this.sum = new double[curves];
    this.square = new double[curves];
  }

  /**
   * The choices, each the set bits of the blocks it holds. That of the other blocks stands at the
   * mirrored place.
   */
  static List<Integer> choices(int blocks) {
    List<Integer> choices = new ArrayList<>();
    addChoices(choices, 0, 0, blocks / 2, blocks);
    return choices;
  }

  private static void addChoices(
      List<Integer> choices, int chosen, int from, int missing, int blocks) {
    if (missing == 0) {
      choices.add(chosen);
      return;
    }
    for (int block = from; block <= blocks - missing; block++) {
      addChoices(choices, chosen | 1 << block, block + 1, missing - 1, blocks);
    }
  }

  /** Writes the Sharpe ratio of every curve over the blocks of a choice; 0 where it is flat. */
  void sharpes(int choice, double[] into) {
    Arrays.fill(sum, 0);
    Arrays.fill(square, 0);
    for (int block = 0; block < cut.blocks(); block++) {
      if ((choice >> block & 1) != 0) {
        double[] ofBlock = sums[block];
        double[] squaresOfBlock = squares[block];
        for (int curve = 0; curve < curves; curve++) {
          sum[curve] += ofBlock[curve];
          square[curve] += squaresOfBlock[curve];
        }
      }
    }
    double returns = cut.length() * (cut.blocks() / 2.0);
    for (int curve = 0; curve < curves; curve++) {
      double mean = sum[curve] / returns;
      double variance = (square[curve] - returns * mean * mean) / (returns - 1);
      double deviation = Math.sqrt(Math.max(variance, 0));
      into[curve] = deviation <= NOISE * Math.max(1, Math.abs(mean)) ? 0 : mean / deviation;
    }
  }
}
