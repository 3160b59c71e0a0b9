package org.backtestrunner.orchestrator.config.sample;

import java.util.List;

/**
 * The Sobol sequence in Gray code order from the zero point on, as fractions of 32 bits.
 *
 * <p>The direction numbers are those of Joe and Kuo, Constructing Sobol sequences with better
 * two-dimensional projections, SIAM J. Sci. Comput. 30 (2008), file new-joe-kuo-6; the order that
 * of Antonov and Saleev (1979).
 */
final class Sobol {
  /** More dimensions it does not have. */
  static final int MOST_DIMENSIONS = 21;

  private static final int BITS = 32;

  /** The inner coefficients of a primitive polynomial as bits, and the first direction numbers. */
  private record Row(int polynomial, List<Integer> first) {
    int degree() {
      return first.size();
    }
  }

  /** From the second dimension on. */
  private static final List<Row> ROWS =
      List.of(
          row(0, 1),
          row(1, 1, 3),
          row(1, 1, 3, 1),
          row(2, 1, 1, 1),
          row(1, 1, 1, 3, 3),
          row(4, 1, 3, 5, 13),
          row(2, 1, 1, 5, 5, 17),
          row(4, 1, 1, 5, 5, 5),
          row(7, 1, 1, 7, 11, 19),
          row(11, 1, 1, 5, 1, 1),
          row(13, 1, 1, 1, 3, 11),
          row(14, 1, 3, 5, 5, 31),
          row(1, 1, 3, 3, 9, 7, 49),
          row(13, 1, 1, 1, 15, 21, 21),
          row(16, 1, 3, 1, 13, 27, 49),
          row(19, 1, 1, 1, 15, 7, 5),
          row(22, 1, 3, 1, 15, 13, 25),
          row(25, 1, 1, 5, 5, 19, 61),
          row(1, 1, 3, 7, 11, 23, 15, 103),
          row(4, 1, 3, 7, 13, 13, 15, 69));

  /** By dimension and bit. */
  private final int[][] directions;

  private final int[] current;
  private long drawn;

  /**
   * @param dimensions 1 to {@link #MOST_DIMENSIONS}
   */
  Sobol(int dimensions) {
    this.directions = new int[dimensions][];
    this.current = new int[dimensions];
    for (int j = 0; j < dimensions; j++) {
      directions[j] = j == 0 ? halves() : directions(ROWS.get(j - 1));
    }
  }

  private static Row row(int polynomial, Integer... first) {
    return new Row(polynomial, List.of(first));
  }

  private static int[] halves() {
    int[] numbers = new int[BITS];
    for (int i = 0; i < BITS; i++) {
      numbers[i] = 1 << (BITS - 1 - i);
    }
    return numbers;
  }

  private static int[] directions(Row row) {
    int degree = row.degree();
    int[] numbers = new int[BITS];
    for (int i = 0; i < BITS; i++) {
      if (i < degree) {
        numbers[i] = row.first().get(i) << (BITS - 1 - i);
      } else {
        numbers[i] = numbers[i - degree] ^ (numbers[i - degree] >>> degree);
        for (int k = 1; k < degree; k++) {
          if ((row.polynomial() >> (degree - 1 - k) & 1) == 1) {
            numbers[i] ^= numbers[i - k];
          }
        }
      }
    }
    return numbers;
  }

  /** The next one of at most 2^31 points: a fraction of 2^32 for each dimension, without sign. */
  int[] next() {
    int[] point = current.clone();
    int lowestZero = Long.numberOfTrailingZeros(~drawn);
    for (int j = 0; j < current.length; j++) {
      current[j] ^= directions[j][lowestZero];
    }
    drawn++;
    return point;
  }
}
