package org.backtestrunner.orchestrator.config.parameter;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a mistyped one was meant to be. */
public final class NearestName {
  private NearestName() {}

  /**
   * The closest of the names, if one is close enough to be what the user meant; or else the only
   * one of which the written is the beginning or the end, as {@code commission} is of {@code
   * commission_bps}.
   *
   * @param names in lower case, with underscores
   */
  public static Optional<String> find(String written, Collection<String> names) {
    String plain = written.toLowerCase(Locale.ROOT).replace('-', '_');
    int leastDistance = Math.max(2, plain.length() / 3) + 1;
    Optional<String> nearest = Optional.empty();
    for (String name : names) {
      // Names whose lengths differ by more cannot win, so a long text costs nothing.
      if (Math.abs(name.length() - plain.length()) < leastDistance) {
        int distance = distance(plain, name);
        if (distance < leastDistance && distance < plain.length()) {
          leastDistance = distance;
          nearest = Optional.of(name);
        }
      }
    }
    return nearest.or(() -> theOnlyOneWith(plain, names));
  }

  private static Optional<String> theOnlyOneWith(String part, Collection<String> names) {
    List<String> longer =
        names.stream()
            .filter(name -> name.startsWith(part + "_") || name.endsWith("_" + part))
            .toList();
    return longer.size() == 1 ? Optional.of(longer.get(0)) : Optional.empty();
  }

  /** {@code " (did you mean x?)"}, or nothing. */
  public static String hint(String written, Collection<String> names) {
    return find(written, names).map(name -> " (did you mean " + name + "?)").orElse("");
  }

  /** Insertions, deletions, substitutions and swaps of neighbours that lead from a to b. */
  private static int distance(String a, String b) {
    int[][] table = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          table[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(table[i - 1][j], table[i][j - 1]) + 1;
        best = Math.min(best, table[i - 1][j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, table[i - 2][j - 2] + 1);
        }
        table[i][j] = best;
      }
    }
    return table[a.length()][b.length()];
  }
}
