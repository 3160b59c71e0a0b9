package org.backtestrunner.worker.strategy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.factor.sources.FactorSource;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.warm.Warm;

/** How a bundle ranks symbols at each bar, whatever a run makes of it. */
final class Rankings {
  /** Of the objects around the numbers of a ranking. */
  private static final int OVERHEAD_BYTES = 128;

  /**
   * The symbols that are ranked at a bar.
   *
   * @param symbols their numbers in the panel, ascending
   * @param preference as {@link CrossSection#preference} gives it; empty of fewer than two
   */
  record Ranking(int[] symbols, long[] preference) {
    int size() {
      return symbols.length;
    }
  }

  /** All that a ranking depends on but the bar. */
  private record Key(Object source, List<Integer> groups) {}

  private static final class ByBar {
    private final Map<Integer, Ranking> rankings = new HashMap<>();
  }

  private final Panel panel;
  private final FactorSource source;
  private final int[] groups;
  private final CrossSection crossSection;
  private final Warm warm;
  private final Optional<Key> key;
  private final ByBar known;

  /**
   * @param groups the number of the group of each symbol of the panel; empty without neutralisation
   * @param warm may have rankings from earlier runs, and takes those that it has not
   */
  Rankings(Panel panel, FactorSource source, int[] groups, Warm warm) {
    this.panel = panel;
    this.source = source;
    this.groups = groups;
    this.crossSection = new CrossSection(source.bundle());
    this.warm = warm;
    this.key = warm.isCold() ? Optional.empty() : key(source, groups);
    this.known = known(warm, key);
  }

  private static Optional<Key> key(FactorSource source, int[] groups) {
    if (source.identity().isEmpty()) {
      return Optional.empty();
    }
    List<Integer> numbers = new ArrayList<>();
    for (int group : groups) {
      numbers.add(group);
    }
    return Optional.of(new Key(source.identity().get(), numbers));
  }

  private static ByBar known(Warm warm, Optional<Key> key) {
    if (key.isEmpty()) {
      return new ByBar();
    }
    Optional<ByBar> found = warm.find(key.get(), ByBar.class);
    if (found.isPresent()) {
      return found.get();
    }
    ByBar none = new ByBar();
    warm.keep(key.get(), none, OVERHEAD_BYTES);
    return none;
  }

  Ranking at(int bar) {
    Ranking found = known.rankings.get(bar);
    if (found != null) {
      return found;
    }
    Ranking ranking = compute(bar);
    long bytes = OVERHEAD_BYTES + (long) ranking.size() * (Integer.BYTES + Long.BYTES);
    if (key.isPresent() && warm.grow(key.get(), bytes)) {
      known.rankings.put(bar, ranking);
    }
    return ranking;
  }

  private Ranking compute(int bar) {
    int[] symbols = new int[panel.size()];
    double[][] values = new double[source.bundle().members().size()][panel.size()];
    int n = source.read(bar, symbols, values);
    int[] ranked = Arrays.copyOf(symbols, n);
    return new Ranking(
        ranked, n < 2 ? new long[0] : crossSection.preference(values, n, groupsOf(ranked)));
  }

  private int[] groupsOf(int[] symbols) {
    if (groups.length == 0) {
      return groups;
    }
    int[] numbers = new int[symbols.length];
    for (int s = 0; s < numbers.length; s++) {
      numbers[s] = groups[symbols[s]];
    }
    return numbers;
  }
}
