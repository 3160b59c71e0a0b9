package org.backtestrunner.worker.data;

import java.util.List;
import java.util.Optional;

/**
 * Which factors make a score, and how they are prepared.
 *
 * @param members the factors in the order in which they are added
 * @param winsorize whether each factor is clipped to quantiles of its cross-section
 * @param lowerLimit lower quantile, in [0, 1]
 * @param upperLimit upper quantile, in [0, 1]
 * @param zscore whether each factor is standardised within its cross-section
 * @param neutralizeBy the group column within which means are taken out
 */
public record FactorBundle(
    List<Member> members,
    boolean winsorize,
    double lowerLimit,
    double upperLimit,
    boolean zscore,
    Optional<String> neutralizeBy) {

  private static final double ROUNDING = 1e-9;

  public FactorBundle {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("factors: at least one factor is required");
    }
    double sum = 0;
    for (Member member : members) {
      sum += member.weight();
    }
    if (sum < 0.99 - ROUNDING || sum > 1.01 + ROUNDING) {
      throw new IllegalArgumentException(
          "factors: the weights sum to " + sum + " and must sum to 1 (0.99 to 1.01)");
    }
    if (!(0 <= lowerLimit && lowerLimit <= upperLimit && upperLimit <= 1)) {
      throw new IllegalArgumentException(
          "options.winsorize_limits: [low, high] must hold 0 <= low <= high <= 1");
    }
  }

  /**
   * One factor of the bundle.
   *
   * @param weight share of the score, > 0
   * @param sign 1 where more is better, -1 where less is
   */
  public record Member(String name, double weight, int sign) {}
}
