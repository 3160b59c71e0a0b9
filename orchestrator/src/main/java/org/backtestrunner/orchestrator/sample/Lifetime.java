package org.backtestrunner.orchestrator.sample;

import java.util.HashSet;
import java.util.Set;

/**
 * When a stock trades, in sessions counted from 0. Every eleventh stock is delisted in the first
 * seventh, every sixth of the others lists late, every ninth is halted once for two weeks; all miss
 * a session now and then. Whoever leaves the beginning to the history of factors holds nothing into
 * a delisting.
 */
final class Lifetime {
  private static final int LATE_EVERY = 6;
  private static final int DELISTED_EVERY = 11;
  private static final int HALTED_EVERY = 9;
  private static final int SESSIONS_OF_HALT = 10;
  private static final double CHANCE_OF_GAP = 0.002;

  private final int first;
  private final int last;
  private final boolean delisted;
  private final Set<Integer> unobserved;

  private Lifetime(int first, int last, boolean delisted, Set<Integer> unobserved) {
    this.first = first;
    this.last = last;
    this.delisted = delisted;
    this.unobserved = Set.copyOf(unobserved);
  }

  /** The lifetime of the stock with the given number, from 1, in a sample of so many sessions. */
  static Lifetime draw(int number, int sessions, RandomStream random) {
    boolean delisted = number % DELISTED_EVERY == 0;
    boolean late = !delisted && number % LATE_EVERY == 0;
    int first = late ? (int) (sessions * random.uniform(0.1, 0.5)) : 0;
    int last = delisted ? (int) (sessions * random.uniform(0.06, 0.14)) : sessions - 1;
    Set<Integer> unobserved = new HashSet<>();
    if (number % HALTED_EVERY == 0) {
      int start = first + (int) ((last - first) * random.uniform(0.3, 0.7));
      for (int i = 0; i < SESSIONS_OF_HALT; i++) {
        unobserved.add(start + i);
      }
    }
    for (int session = first; session <= last; session++) {
      if (random.chance(CHANCE_OF_GAP)) {
        unobserved.add(session);
      }
    }
    unobserved.remove(first);
    unobserved.remove(last);
    return new Lifetime(first, last, delisted, unobserved);
  }

  boolean isListed(int session) {
    return first <= session && session <= last;
  }

  /** Whether the price file has a row for this session. */
  boolean isObserved(int session) {
    return isListed(session) && !unobserved.contains(session);
  }

  /** How many sessions are left, or a huge number for a stock that is not delisted. */
  int sessionsBeforeDelisting(int session) {
    return delisted ? last - session : Integer.MAX_VALUE;
  }
}
