package org.backtestrunner.worker.store.prepared;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.worker.data.FactorCoverage;
import org.backtestrunner.worker.store.format.HeadReader;
import org.backtestrunner.worker.store.format.HeadWriter;

/** The part of a factor's head that says where a column of the factor file has values. */
final class CoverageHead {
  private CoverageHead() {}

  /** Writes it; empty for a factor of the engine's. */
  static void write(HeadWriter head, Optional<FactorCoverage> coverage) {
    head.number(coverage.isPresent() ? 1 : 0);
    if (coverage.isEmpty()) {
      return;
    }
    FactorCoverage covered = coverage.get();
    head.text(covered.factor())
        .longs(new long[] {covered.firstTime(), covered.lastTime()})
        .integers(covered.timed())
        .number(covered.spells().size());
    for (int[] spells : covered.spells()) {
      head.integers(spells);
    }
    head.integers(covered.ofSymbol());
    int lookalikes = 0;
    for (String lookalike : covered.lookalikes()) {
      lookalikes += lookalike.isEmpty() ? 0 : 1;
    }
    head.number(lookalikes);
    for (int s = 0; s < covered.lookalikes().size(); s++) {
      if (!covered.lookalikes().get(s).isEmpty()) {
        head.number(s).text(covered.lookalikes().get(s));
      }
    }
  }

  /** Reads what {@link #write} has written. */
  static Optional<FactorCoverage> read(HeadReader head) {
    if (head.number() == 0) {
      return Optional.empty();
    }
    String factor = head.text();
    long[] times = head.longs();
    int[] timed = head.integers();
    int size = head.number();
    List<int[]> spells = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      spells.add(head.integers());
    }
    int[] ofSymbol = head.integers();
    String[] lookalikes = new String[ofSymbol.length];
    Arrays.fill(lookalikes, "");
    int known = head.number();
    for (int i = 0; i < known; i++) {
      int symbol = head.number();
      lookalikes[symbol] = head.text();
    }
    return Optional.of(
        new FactorCoverage(
            factor, times[0], times[1], timed, spells, ofSymbol, List.of(lookalikes)));
  }
}
