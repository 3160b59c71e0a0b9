package org.backtestrunner.orchestrator.analysis.statistic;

import java.util.Optional;

/**
 * What cross-validation needs of one curve: in each of S blocks of L consecutive returns, the last
 * ones of the curve, their sum and the sum of their squares.
 */
public record BlockSums(double[] sums, double[] squares) {

  /**
   * How T returns are cut into blocks.
   *
   * @param blocks S, even
   * @param length L
   * @param dropped how many returns stand before the first block
   */
  public record Cut(int blocks, int length, int dropped) {
    private static final int MOST_BLOCKS = 16;
    private static final int FEWEST_BLOCKS = 4;
    private static final int SHORTEST = 20;

    /** The largest number of blocks that are not too short; empty if there is none. */
    public static Optional<Cut> of(int returns) {
      for (int blocks = MOST_BLOCKS; blocks >= FEWEST_BLOCKS; blocks -= 2) {
        if (returns / blocks >= SHORTEST) {
          return Optional.of(into(blocks, returns));
        }
      }
      return Optional.empty();
    }

    static Cut into(int blocks, int returns) {
      int length = returns / blocks;
      return new Cut(blocks, length, returns - blocks * length);
    }

    public BlockSums sumsOf(double[] returns) {
      double[] sums = new double[blocks];
      double[] squares = new double[blocks];
      for (int block = 0; block < blocks; block++) {
        int from = dropped + block * length;
        for (int t = from; t < from + length; t++) {
          sums[block] += returns[t];
          squares[block] += returns[t] * returns[t];
        }
      }
      return new BlockSums(sums, squares);
    }
  }
}
