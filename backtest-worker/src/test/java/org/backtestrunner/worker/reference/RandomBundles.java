package org.backtestrunner.worker.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.worker.reference.ReferenceBundle.Factor;

/** Random bundles that a panel can mostly serve. */
final class RandomBundles {
  private static final List<String> SHORT_WINDOWS =
      List.of("returns_1m", "trend_strength_20", "rv_20", "spread_proxy", "illiquidity_20");

  private static final List<String> MIDDLE_WINDOWS =
      List.of(
          "returns_3m",
          "reversal_1d",
          "reversal_2d",
          "reversal_3d",
          "trend_strength_50",
          "rv_60",
          "volume_zscore",
          "spread_proxy");

  private RandomBundles() {}

  /**
   * Draws a bundle.
   *
   * @param withFactorFile whether the factors of {@link RandomInputs#FACTORS} exist
   */
  static ReferenceBundle draw(Dice dice, RandomPrices prices, int days, boolean withFactorFile) {
    List<String> candidates = new ArrayList<>();
    for (String name : names(dice, days)) {
      boolean served = ReferenceFactors.neededColumns(name).stream().allMatch(prices::fills);
      if (served || dice.chance(0.02)) {
        candidates.add(name);
      }
    }
    if (withFactorFile) {
      candidates.addAll(RandomInputs.FACTORS);
      candidates.addAll(RandomInputs.FACTORS); // Twice as likely.
    }
    if (candidates.isEmpty()) {
      candidates.add("returns_1m");
    }
    Collections.shuffle(candidates, dice.random());
    Set<String> names =
        new LinkedHashSet<>(
            candidates.subList(0, Math.min(dice.pick(1, 1, 2, 3, 4), candidates.size())));
    int left = 100;
    List<Factor> factors = new ArrayList<>();
    for (String name : names) {
      boolean last = factors.size() == names.size() - 1;
      int share = last ? left : dice.between(1, left - (names.size() - factors.size()));
      left -= share;
      factors.add(new Factor(name, share / 100.0, dice.chance(0.6)));
    }
    double low = dice.pick(0.01, 0.0, 0.1, 0.25);
    double high = dice.pick(0.99, 1.0, 0.9, 0.6);
    boolean winsorize = dice.chance(0.7);
    boolean zscore = dice.chance(0.7);
    Optional<String> group = dice.chance(0.3) ? Optional.of("sector") : Optional.empty();
    return new ReferenceBundle(factors, winsorize, low, high, zscore, group);
  }

  private static List<String> names(Dice dice, int days) {
    if (dice.chance(0.05) || days > 300) {
      return ReferenceFactors.NAMES;
    }
    if (days > 90 || (days > 65 && dice.chance(0.5))) {
      return MIDDLE_WINDOWS;
    }
    return days > 24 && dice.chance(0.5) ? SHORT_WINDOWS : List.of("spread_proxy");
  }
}
