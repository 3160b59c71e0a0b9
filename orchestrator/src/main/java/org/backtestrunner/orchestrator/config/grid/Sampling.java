package org.backtestrunner.orchestrator.config.grid;

import java.nio.IntBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.config.axis.Axis;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.sample.Draws;
import org.backtestrunner.orchestrator.config.sample.Sample;

/** Draws points of a grid until there are enough, all different, for which its conditions hold. */
final class Sampling {
  private final Section section;
  private final Entry entry;
  private final Sample sample;
  private final Optional<Where> where;
  private final EffectiveParameters common;

  /**
   * @param section the grid
   * @param entry the sample
   */
  Sampling(
      Section section,
      Entry entry,
      Sample sample,
      Optional<Where> where,
      EffectiveParameters common) {
    this.section = section;
    this.entry = entry;
    this.sample = sample;
    this.where = where;
    this.common = common;
  }

  /**
   * The points in the order in which they are drawn; all in the order of the grid where that is no
   * more than is asked for.
   *
   * @param isLarge whether there are too many combinations to count them out first
   * @return absent where there are too few, which is reported
   */
  Optional<Grid> of(Grid all, boolean isLarge) {
    if (isLarge) {
      return where.isPresent() && where.get().readsRefused(all, common) || !all.isReadable()
          ? Optional.empty()
          : draw(all, Optional.empty());
    }
    Optional<Grid> left = where.isEmpty() ? Optional.of(all) : where.get().filter(all, common);
    return left.isEmpty() || left.get().size() <= sample.n()
        ? left.map(each -> each.takingAll(sample))
        : draw(all, left);
  }

  private Optional<Grid> draw(Grid all, Optional<Grid> left) {
    List<Axis> axes = all.axes();
    List<Integer> lengths = axes.stream().filter(axis -> !axis.isFixed()).map(Axis::size).toList();
    Draws draws = sample.draws(lengths);
    int[] leftOut = where.map(Where::counters).orElse(new int[0]);
    Set<IntBuffer> taken = new LinkedHashSet<>();
    for (long drawn = 0; drawn < sample.mostDrawn() && taken.size() < sample.n(); drawn++) {
      int[] place = placed(draws.next(), axes);
      try {
        if (!taken.contains(IntBuffer.wrap(place)) && holds(all, place, leftOut)) {
          taken.add(IntBuffer.wrap(place));
        }
      } catch (InvalidValueException undecided) {
        return Optional.empty();
      }
    }
    if (taken.size() < sample.n()) {
      section.refuse(
          entry,
          "only %d of the first %d points satisfy where, and n is %d; weaken where, or ask for fewer"
              .formatted(taken.size(), sample.mostDrawn(), sample.n()));
      return Optional.empty();
    }
    int[][] places = taken.stream().map(IntBuffer::array).toArray(int[][]::new);
    List<Grid.LeftOut> counts =
        left.map(Grid::leftOut)
            .orElseGet(() -> where.map(w -> w.leftOut(leftOut)).orElse(List.of()));
    return Optional.of(all.drawing(places, sample, counts, left.isPresent()));
  }

  private boolean holds(Grid all, int[] place, int[] leftOut) throws InvalidValueException {
    return where.isEmpty() || where.get().keeps(all, place, common, leftOut);
  }

  /** The position of a fixed value is 0. */
  private static int[] placed(int[] positions, List<Axis> axes) {
    int[] place = new int[axes.size()];
    int next = 0;
    for (int i = 0; i < place.length; i++) {
      if (!axes.get(i).isFixed()) {
        place[i] = positions[next++];
      }
    }
    return place;
  }
}
