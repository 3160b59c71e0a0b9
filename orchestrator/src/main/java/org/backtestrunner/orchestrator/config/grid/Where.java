package org.backtestrunner.orchestrator.config.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.backtestrunner.orchestrator.config.condition.Condition;
import org.backtestrunner.orchestrator.config.condition.Variable;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Sequence;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;

/** The conditions of a grid, which leave out the runs for which not all of them hold. */
final class Where {
  private final Section section;
  private final Entry entry;
  private final List<Clause> clauses;

  private Where(Section section, Entry entry, List<Clause> clauses) {
    this.section = section;
    this.entry = entry;
    this.clauses = List.copyOf(clauses);
  }

  private record Clause(String text, String path, int line, Condition condition) {
    /** Merges a run's parameters only where an axis does not say it all: there may be a million. */
    boolean holds(Grid grid, int[] place, EffectiveParameters common) throws InvalidValueException {
      return condition.holds(
          name ->
              grid.label(place, name)
                  .or(() -> grid.find(place, name).map(ParameterValue::normalised))
                  .or(
                      () ->
                          common
                              .with(grid.overrides(place))
                              .find(name)
                              .map(ParameterValue::normalised)));
    }
  }

  /** What conditions may name. */
  static List<Variable> variables(WorkerParameters worker) {
    return worker.parameters().stream().map(Where::variable).toList();
  }

  private static Variable variable(Parameter parameter) {
    return switch (parameter.type()) {
      case INTEGER, NUMBER -> new Variable(parameter.name(), Variable.Kind.NUMBER, List.of());
      case DATE -> new Variable(parameter.name(), Variable.Kind.DATE, List.of());
      case CHOICE -> new Variable(parameter.name(), Variable.Kind.TEXT, parameter.choices());
      case FILE, TEXT -> new Variable(parameter.name(), Variable.Kind.TEXT, List.of());
    };
  }

  /**
   * Reads the conditions of a grid.
   *
   * @return absent where one of them is none, which is reported
   */
  static Optional<Where> read(Section section, Entry entry, List<Variable> variables) {
    List<ConfigNode> items =
        entry.value() instanceof Sequence sequence ? sequence.items() : List.of(entry.value());
    if (items.isEmpty()) {
      section.refuse(entry, "a list without conditions leaves nothing out; write one at least");
      return Optional.empty();
    }
    List<Clause> clauses = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      boolean isList = entry.value() instanceof Sequence;
      String path = section.path(entry.key()) + (isList ? "[" + i + "]" : "");
      int line = isList ? items.get(i).line() : entry.line();
      clause(section, items.get(i), path, line, variables).ifPresent(clauses::add);
    }
    return clauses.size() < items.size()
        ? Optional.empty()
        : Optional.of(new Where(section, entry, clauses));
  }

  private static Optional<Clause> clause(
      Section section, ConfigNode node, String path, int line, List<Variable> variables) {
    Optional<String> text = section.textOfOneLine(node, path, line);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Condition condition = Condition.parse(text.get(), variables);
      return Optional.of(new Clause(text.get(), path, line, condition));
    } catch (InvalidValueException e) {
      section.refuse(path, line, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * The grid without what the conditions leave out.
   *
   * @param all the whole grid
   * @param common what its runs share
   * @return absent where the conditions cannot be decided, which is reported, or has been
   */
  Optional<Grid> filter(Grid all, EffectiveParameters common) {
    if (readsRefused(all, common)) {
      return Optional.empty();
    }
    int[] kept = new int[all.size()];
    int[] leftOut = counters();
    int count = 0;
    for (int i = 0; i < kept.length; i++) {
      try {
        if (keeps(all, all.place(i), common, leftOut)) {
          kept[count++] = i;
        }
      } catch (InvalidValueException undecided) {
        return Optional.empty();
      }
    }
    if (count == 0) {
      refuseNothing(kept.length, leftOut(leftOut));
      return Optional.empty();
    }
    return Optional.of(all.keeping(Arrays.copyOf(kept, count), leftOut(leftOut)));
  }

  /** A counter for each condition. */
  int[] counters() {
    return new int[clauses.size()];
  }

  /** What the counters have counted. */
  List<Grid.LeftOut> leftOut(int[] counters) {
    return IntStream.range(0, counters.length)
        .mapToObj(i -> new Grid.LeftOut(clauses.get(i).text(), counters[i]))
        .toList();
  }

  /**
   * Whether all conditions hold for the run of a place; the counter of the first that does not goes
   * up.
   *
   * @throws InvalidValueException if they cannot be decided, which is reported
   */
  boolean keeps(Grid grid, int[] place, EffectiveParameters common, int[] counters)
      throws InvalidValueException {
    for (int i = 0; i < clauses.size(); i++) {
      try {
        if (!clauses.get(i).holds(grid, place, common)) {
          counters[i]++;
          return false;
        }
      } catch (InvalidValueException e) {
        Clause clause = clauses.get(i);
        section.refuse(clause.path(), clause.line(), e.getMessage() + " in run " + grid.id(place));
        throw e;
      }
    }
    return true;
  }

  /** Whether a condition would read a value that has been refused. */
  boolean readsRefused(Grid all, EffectiveParameters common) {
    EffectiveParameters first = common.with(all.overrides(new int[all.axes().size()]));
    return !all.isReadable()
        || clauses.stream()
            .flatMap(clause -> clause.condition().names().stream())
            .anyMatch(name -> first.find(name).filter(ParameterValue::isRefused).isPresent());
  }

  private void refuseNothing(int runs, List<Grid.LeftOut> counts) {
    section.refuse(
        entry,
        "leaves none of %d runs: %s"
            .formatted(
                runs,
                counts.stream()
                    .filter(each -> each.count() > 0)
                    .map(each -> "%d by \"%s\"".formatted(each.count(), each.where()))
                    .collect(Collectors.joining(", "))
                    .replaceFirst(" by", " left out by")));
  }
}
