package org.backtestrunner.orchestrator.config.grid;

import java.util.Arrays;
import java.util.List;

/**
 * Places of runs in a grid, in the order in which they are run. A place is a position on each axis,
 * from 0, or {@link #NOWHERE}.
 */
interface Places {
  /** The run has no point of this axis. */
  int NOWHERE = -1;

  int size();

  int[] at(int index);

  /** Every combination, that of the last axis changing fastest; their number fits an int. */
  static Places product(List<Integer> lengths) {
    int size = lengths.stream().reduce(1, Math::multiplyExact);
    return new Places() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public int[] at(int index) {
        int[] place = new int[lengths.size()];
        int rest = index;
        for (int axis = place.length - 1; axis >= 0; axis--) {
          place[axis] = rest % lengths.get(axis);
          rest /= lengths.get(axis);
        }
        return place;
      }
    };
  }

  /**
   * Every point of one axis after the other, alone.
   *
   * @param fixed whether the one point of an axis belongs to every place
   */
  static Places each(List<Integer> lengths, List<Boolean> fixed) {
    int size = 0;
    for (int axis = 0; axis < lengths.size(); axis++) {
      size = Math.addExact(size, fixed.get(axis) ? 0 : lengths.get(axis));
    }
    int[][] places = new int[size][];
    int next = 0;
    for (int axis = 0; axis < lengths.size(); axis++) {
      for (int at = 0; at < lengths.get(axis) && !fixed.get(axis); at++) {
        int[] place = new int[lengths.size()];
        for (int other = 0; other < place.length; other++) {
          place[other] = fixed.get(other) ? 0 : NOWHERE;
        }
        place[axis] = at;
        places[next++] = place;
      }
    }
    return of(places);
  }

  /** These. */
  static Places of(int[][] places) {
    return new Places() {
      @Override
      public int size() {
        return places.length;
      }

      @Override
      public int[] at(int index) {
        return places[index].clone();
      }
    };
  }

  /**
   * Some of these.
   *
   * @param kept which, in their order
   */
  default Places some(int[] kept) {
    int[] indices = Arrays.copyOf(kept, kept.length);
    Places all = this;
    return new Places() {
      @Override
      public int size() {
        return indices.length;
      }

      @Override
      public int[] at(int index) {
        return all.at(indices[index]);
      }
    };
  }
}
