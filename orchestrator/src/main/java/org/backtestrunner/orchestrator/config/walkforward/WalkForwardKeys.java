package org.backtestrunner.orchestrator.config.walkforward;

import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.axis.Wildcards;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.ScalarType;
import org.backtestrunner.orchestrator.config.key.SchemaNode;
import org.backtestrunner.orchestrator.config.key.Values;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.NearestName;

/** The keys of {@code walk_forward}. */
public final class WalkForwardKeys extends KeyGroup {
  /** More bars, or orders, no window has. */
  private static final int MOST = 1_000_000_000;

  private static final ScalarType<SelectionMetric> METRIC =
      new ScalarType<>(
          "metric",
          String.join(", ", SelectionMetric.labels()),
          false,
          SelectionMetric::parse,
          SelectionMetric::label,
          SchemaNode.ofTypes("string").with("enum", SelectionMetric.labels()));

  private static final ScalarType<Wildcards> GLOB =
      new ScalarType<>(
          "pattern",
          "",
          true,
          WalkForwardKeys::parseGlob,
          Wildcards::toString,
          SchemaNode.ofTypes("string", "number", "boolean").with("pattern", "\\S"));

  private static final ScalarType<String> NAME =
      new ScalarType<>(
          "name",
          "",
          true,
          text -> text,
          name -> name,
          SchemaNode.ofTypes("string", "number", "boolean"));

  private final Key<List<WindowLength>> inSample =
      key("in_sample", new LengthsType())
          .required("how long is the window in which a run is chosen?")
          .says(
              "How long the window is in which a run is chosen: days, weeks, months and years of the"
                  + " calendar, or bars. With lists, every combination of lengths is a walk-forward"
                  + " of its own.");

  private final Key<List<WindowLength>> outOfSample =
      key("out_of_sample", new LengthsType())
          .required("how long is the window in which the choice is held?")
          .says(
              "How long the window after it is, in which the choice is held; the next choice is made"
                  + " at its end.");

  private final Key<Boolean> anchored =
      flag("anchored")
          .standard(false)
          .says("Whether all windows of the choice begin at the start, and not one after another.");

  private final Key<Integer> purge =
      whole("purge", 0, MOST)
          .otherwise("the candidates' largest execution_lag")
          .says(
              "Bars before the first one out of sample that take no part in the choice; not fewer"
                  + " than execution_lag.");

  private final Key<SelectionMetric> select =
      key("select", METRIC)
          .standard(SelectionMetric.SHARPE)
          .says("The metric by which a run is chosen; it knows whether more or less is better.");

  private final Key<Integer> minOrders =
      whole("min_orders", 0, MOST)
          .standard(0)
          .says("With fewer fills in the window of the choice a run is not chosen.");

  private final Key<List<Wildcards>> candidates =
      list("candidates", "list of patterns", GLOB)
          .otherwise("the runs of grids, or all runs where there is no grid")
          .says("Which runs are chosen among, by their ids: patterns with `*`, `?` and `[a-z]`.");

  private final Key<List<String>> forEach =
      list("for_each", "list of names", NAME)
          .standard(List.of())
          .says(
              "Parameters, or axes of cases with labels: one walk-forward for each combination of"
                  + " their values. What the world is like, such as costs and dates, must be the same"
                  + " for all candidates of one.");

  WalkForwardKeys() {
    super("Keys of `walk_forward`");
  }

  Key<List<WindowLength>> inSample() {
    return inSample;
  }

  Key<List<WindowLength>> outOfSample() {
    return outOfSample;
  }

  Key<Integer> purge() {
    return purge;
  }

  Key<List<Wildcards>> candidates() {
    return candidates;
  }

  Key<List<String>> forEach() {
    return forEach;
  }

  /** What the keys say, before it is held against the runs. */
  record Written(
      List<WindowLength> inSample,
      List<WindowLength> outOfSample,
      boolean anchored,
      Optional<Integer> purge,
      SelectionMetric select,
      int minOrders,
      List<Wildcards> candidates,
      List<String> forEach) {}

  /** What a section says; a length that is missing or was refused is reported. */
  Written read(Section section) {
    for (Entry each : section.entries()) {
      if (!names().contains(each.key())) {
        section.refuse(each, "unknown key" + NearestName.hint(each.key(), names()));
      }
    }
    Values values = new Values(section);
    return new Written(
        values.require(inSample).orElse(List.of()),
        values.require(outOfSample).orElse(List.of()),
        values.get(anchored),
        values.find(purge),
        values.get(select),
        values.get(minOrders),
        values.find(candidates).orElse(List.of()),
        values.get(forEach));
  }

  private static Wildcards parseGlob(String text) throws InvalidValueException {
    if (text.isBlank()) {
      throw new InvalidValueException("must not be empty");
    }
    return Wildcards.of(text);
  }
}
