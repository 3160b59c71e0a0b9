package org.backtestrunner.worker.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.backtestrunner.worker.reference.ReferenceBundle.Factor;
import org.junit.jupiter.api.Test;

class CrossSectionTest {
  private static final Factor FIRST = new Factor("first", 0.5, true);
  private static final Factor SECOND = new Factor("second", 0.5, true);

  private static SortedMap<String, List<Double>> values(Map<String, List<Double>> values) {
    return new TreeMap<>(values);
  }

  private static List<String> ranked(
      ReferenceBundle bundle, Map<String, List<Double>> values, Map<String, String> groups) {
    return new CrossSection(bundle, values(values), groups).ranked();
  }

  @Test
  void quantilesInterpolateBetweenOrderStatistics() {
    assertEquals(1.75, CrossSection.quantile(List.of(4.0, 1.0, 3.0, 2.0), 0.25));
    assertEquals(1, CrossSection.quantile(List.of(4.0, 1.0, 3.0, 2.0), 0));
    assertEquals(4, CrossSection.quantile(List.of(4.0, 1.0, 3.0, 2.0), 1));
    assertEquals(5, CrossSection.quantile(List.of(5.0), 0.99));
  }

  @Test
  void aSideHoldsTheWholePartOfItsShareAndAtLeastOneSymbol() {
    assertEquals(0, CrossSection.sideSize(0, 10));
    assertEquals(1, CrossSection.sideSize(0.2, 3));
    assertEquals(2, CrossSection.sideSize(0.5, 5));
    assertEquals(29, CrossSection.sideSize(0.29, 100)); // 28.999999999999996 in binary.
  }

  /**
   * Clipped to the 0.25 and 0.75 quantiles, the first factor is 25.75, 3, 2, 1.75 for A to D and
   * the second 1, 1, 1, 0.75 of its values 1, 1, 1, 0. Unclipped and without z-scores A leads by
   * 100; the order of B and C is that of their first factor.
   */
  @Test
  void winsorizingClipsAnOutlierButKeepsTheOrder() {
    ReferenceBundle bundle =
        new ReferenceBundle(List.of(FIRST, SECOND), true, 0.25, 0.75, false, Optional.empty());
    assertEquals(
        List.of("A", "B", "C", "D"),
        ranked(
            bundle,
            Map.of(
                "A", List.of(94.0, 1.0),
                "B", List.of(3.0, 1.0),
                "C", List.of(2.0, 1.0),
                "D", List.of(1.0, 0.0)),
            Map.of()));
  }

  /**
   * The first factor's upper quartile of 0, 1, 2, 50 is 14, so A loses 36 and falls behind B: A 14
   * + 0 = 14 against B 2 + 13 = 15. Without clipping A would lead with 50.
   */
  @Test
  void anOutlierCannotOutweighAnotherFactorOnceItIsClipped() {
    Map<String, List<Double>> values =
        Map.of(
            "A", List.of(50.0, 0.0),
            "B", List.of(2.0, 13.0),
            "C", List.of(1.0, 13.0),
            "D", List.of(0.0, 13.0));
    ReferenceBundle raw =
        new ReferenceBundle(List.of(FIRST, SECOND), false, 0, 0.75, false, Optional.empty());
    ReferenceBundle clipped =
        new ReferenceBundle(List.of(FIRST, SECOND), true, 0, 0.75, false, Optional.empty());
    assertEquals(List.of("A", "B", "C", "D"), ranked(raw, values, Map.of()));
    assertEquals(List.of("B", "A", "C", "D"), ranked(clipped, values, Map.of()));
  }

  /** Deviations 1, -1 in group X and 3, -3 in group Y, 0 for the two without a group. */
  @Test
  void symbolsWithoutAGroupFormOneGroup() {
    ReferenceBundle bundle =
        new ReferenceBundle(
            List.of(new Factor("first", 1, true)), false, 0, 1, false, Optional.of("sector"));
    assertEquals(
        List.of("C", "A", "E", "F", "B", "D"),
        ranked(
            bundle,
            Map.of(
                "A", List.of(101.0),
                "B", List.of(99.0),
                "C", List.of(7.0),
                "D", List.of(1.0),
                "E", List.of(500.0),
                "F", List.of(500.0)),
            Map.of("A", "X", "B", "X", "C", "Y", "D", "Y")));
  }

  /** 0.1 + 0.2 is not 0.3 in binary; scores that differ by rounding alone are equal. */
  @Test
  void scoresThatDifferByRoundingAloneAreATie() {
    ReferenceBundle bundle =
        new ReferenceBundle(List.of(FIRST, SECOND), false, 0, 1, false, Optional.empty());
    assertEquals(
        List.of("A", "B"),
        ranked(bundle, Map.of("A", List.of(0.3, 0.0), "B", List.of(0.1, 0.2)), Map.of()));
  }

  /** The keys of A and B round to -0.0 and 0.0, which are the same number. */
  @Test
  void negativeZeroIsATieWithZero() {
    ReferenceBundle bundle =
        new ReferenceBundle(
            List.of(new Factor("first", 1, true)), false, 0, 1, false, Optional.empty());
    assertEquals(
        List.of("C", "A", "B"),
        ranked(
            bundle,
            Map.of("A", List.of(-1e-20), "B", List.of(1e-20), "C", List.of(1.0)),
            Map.of()));
  }

  @Test
  void weightsShareTheExposureBetweenTheSides() {
    ReferenceBundle bundle = ReferenceBundle.withDefaults(new Factor("first", 1, true));
    SortedMap<String, List<Double>> values = new TreeMap<>();
    for (String symbol : List.of("A", "B", "C", "D", "E")) {
      values.put(symbol, List.of((double) symbol.charAt(0)));
    }
    CrossSection crossSection = new CrossSection(bundle, values, Map.of());
    assertEquals(
        Optional.of(Map.of("A", -0.75, "D", 0.375, "E", 0.375)),
        crossSection.weights(0.5, 0.2, 1.5));
    assertEquals(Optional.of(Map.of("A", -1.5)), crossSection.weights(0, 0.2, 1.5));
    CrossSection one = new CrossSection(bundle, values.headMap("B"), Map.of());
    assertEquals(Optional.empty(), one.weights(0.5, 0, 1));
  }
}
