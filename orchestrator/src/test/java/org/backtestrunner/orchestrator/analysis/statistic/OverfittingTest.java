package org.backtestrunner.orchestrator.analysis.statistic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.backtestrunner.orchestrator.analysis.statistic.BlockSums.Cut;
import org.junit.jupiter.api.Test;

class OverfittingTest {
  private static final double[][] ROWS = {
    {.01, .02, -.01},
    {.03, -.01, .02},
    {-.01, .02, .01},
    {.02, .01, .03},
    {.01, -.02, .02},
    {-.02, .03, .01},
    {.02, .01, -.01},
    {.01, .02, .02}
  };

  @Test
  void fourBlocksOfTwoReturnsGiveWhatAPencilGives() {
    // Chosen 1 3 1 3 2 3; twice the ranks 2 4 2 2 2 5, of three curves.
    Overfitting found = of(Cut.into(4, 8), columns(ROWS));

    assertArrayEquals(new int[] {2, 1, 3}, found.chosen());
    assertEquals(6, found.splits());
    assertEquals(5, found.lowerHalf());
    assertEquals(5 / 6.0, found.probability());
    int[] histogram = new int[20];
    histogram[4] = 4;
    histogram[9] = 1;
    histogram[12] = 1;
    assertArrayEquals(histogram, found.histogram());
  }

  /** The numbers of the test of R's package pbo. */
  @Test
  void rsOwnTestHasHalfOfTheSplitsBelow() {
    RNormals normals = new RNormals(852);
    double[][] rows = new double[200][40];
    for (double[] row : rows) {
      for (int curve = 0; curve < 40; curve++) {
        row[curve] = normals.next() - 0.03 / 252;
      }
    }

    Overfitting found = of(Cut.into(4, 200), columns(rows));

    assertEquals(0.5, found.probability());
    assertEquals(0.5, found.unseenBelowZero());
  }

  /** The first numbers after {@code set.seed(42)}, as R prints them. */
  @Test
  void rsNormalNumbersAreDrawnAsRDoes() {
    RNormals normals = new RNormals(42);

    for (double number : new double[] {1.37095845, -0.56469817, 0.36312841, 0.63286260}) {
      assertEquals(number, normals.next(), 5e-9);
    }
  }

  @Test
  void curvesThatDifferByAConstantAreChosenRightEveryTime() {
    double[][] rows = noise(11, 400, 6);
    for (double[] row : rows) {
      for (int curve = 1; curve < 6; curve++) {
        row[curve] = row[0] + 0.001 * curve;
      }
    }

    Overfitting found = of(Cut.of(400).orElseThrow(), columns(rows));

    assertEquals(0, found.probability());
    assertArrayEquals(new int[] {0, 0, 0, 0, 0, 12870}, found.chosen());
  }

  @Test
  void choosingAmongNoiseIsAsGoodAsChoosingBlindly() {
    double sum = 0;
    for (int seed = 0; seed < 40; seed++) {
      sum += of(Cut.into(8, 400), columns(noise(seed, 400, 20))).probability();
    }

    assertEquals(0.5, sum / 40, 0.1);
  }

  @Test
  void theOrderOfTheCurvesChangesNothing() {
    List<double[]> columns = columns(noise(5, 330, 9));
    Overfitting found = of(Cut.of(330).orElseThrow(), columns);
    List<double[]> shuffled = new ArrayList<>(columns);
    Collections.reverse(shuffled);

    Overfitting again = of(Cut.of(330).orElseThrow(), shuffled);

    assertEquals(found.lowerHalf(), again.lowerHalf());
    assertEquals(found.slope().orElseThrow(), again.slope().orElseThrow(), 1e-15);
    assertEquals(found.seenMedian(), again.seenMedian());
    for (int curve = 0; curve < 9; curve++) {
      assertEquals(found.chosen()[curve], again.chosen()[8 - curve]);
    }
  }

  @Test
  void aFlatHalfShowsNoSkill() {
    double[][] rows = noise(1, 80, 2);
    for (double[] row : rows) {
      row[1] = 0.01;
    }

    Overfitting found = of(Cut.of(80).orElseThrow(), columns(rows));

    assertEquals(6, found.chosen()[0] + found.chosen()[1]);
    assertTrue(found.chosen()[1] > 0, "a mean below zero is worse than no skill");
  }

  @Test
  void theBenchmarkIsMetOnTheSameHalves() {
    List<double[]> columns = columns(noise(2, 200, 5));
    Cut cut = Cut.of(200).orElseThrow();
    List<BlockSums> sums = columns.stream().map(cut::sumsOf).toList();

    Overfitting against = Overfitting.of(cut, sums, Optional.of(sums.get(0)), 252).orElseThrow();

    Overfitting.BesideBenchmark beside = against.benchmark().orElseThrow();
    assertTrue(beside.beaten() <= 1 - against.chosen()[0] / 252.0, "nothing beats itself");
  }

  @Test
  void blocksAreAsManyAsAreNotTooShortAndTheFirstReturnsAreDropped() {
    assertEquals(Optional.empty(), Cut.of(79));
    assertEquals(new Cut(4, 20, 0), Cut.of(80).orElseThrow());
    assertEquals(new Cut(6, 20, 1), Cut.of(121).orElseThrow());
    assertEquals(new Cut(16, 20, 3), Cut.of(323).orElseThrow());
    assertEquals(new Cut(16, 157, 8), Cut.of(2520).orElseThrow());
  }

  @Test
  void oneCurveIsNoChoice() {
    assertEquals(
        Optional.empty(),
        Overfitting.of(
            Cut.into(4, 8), List.of(Cut.into(4, 8).sumsOf(new double[8])), Optional.empty(), 252));
  }

  private static Overfitting of(Cut cut, List<double[]> columns) {
    return Overfitting.of(cut, columns.stream().map(cut::sumsOf).toList(), Optional.empty(), 252)
        .orElseThrow();
  }

  private static double[][] noise(int seed, int returns, int curves) {
    Random random = new Random(seed);
    double[][] rows = new double[returns][curves];
    for (double[] row : rows) {
      for (int curve = 0; curve < curves; curve++) {
        row[curve] = 0.01 * random.nextGaussian();
      }
    }
    return rows;
  }

  private static List<double[]> columns(double[][] rows) {
    List<double[]> columns = new ArrayList<>();
    for (int curve = 0; curve < rows[0].length; curve++) {
      double[] column = new double[rows.length];
      for (int t = 0; t < rows.length; t++) {
        column[t] = rows[t][curve];
      }
      columns.add(column);
    }
    return columns;
  }
}
