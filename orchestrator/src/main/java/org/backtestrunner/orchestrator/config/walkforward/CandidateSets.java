package org.backtestrunner.orchestrator.config.walkforward;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.config.axis.IdText;
import org.backtestrunner.orchestrator.config.axis.Wildcards;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.parameter.NearestName;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;
import org.backtestrunner.orchestrator.config.run.RunSet;
import org.backtestrunner.orchestrator.config.walkforward.WalkForwardKeys.Written;

/** Holds what a config says of walk-forwards against its runs: who is chosen from, and may be. */
final class CandidateSets {
  private static final WalkForwardKeys KEYS = WalkForwardPart.KEYS;

  /** It is the name of a directory. */
  private static final int LONGEST_ID = 200;

  private final Section section;
  private final Entry entry;
  private final Written written;
  private final WorkerParameters worker;
  private final List<Candidate> runs;
  private boolean refused;

  /**
   * @param section what stands below the key
   * @param entry the key with it
   * @param set with at least one run
   */
  CandidateSets(
      Section section, Entry entry, Written written, RunSet set, WorkerParameters worker) {
    this.section = section;
    this.entry = entry;
    this.written = written;
    this.worker = worker;
    this.runs = Candidate.all(set, set.common(worker));
  }

  /** What the candidates of one walk-forward, or of several over other windows, have in common. */
  private record Shared(Map<String, String> values, String idPart) {}

  /** The walk-forwards; none where something is wrong, which is reported. */
  List<WalkForwardPlan> plans() {
    refused = written.inSample().isEmpty() || written.outOfSample().isEmpty();
    checkKinds();
    List<Candidate> candidates = candidates();
    List<String> members = members();
    Map<Shared, List<Candidate>> sets = Map.of();
    if (members.size() == written.forEach().size()) {
      sets = sets(candidates, members);
      sets.forEach(this::check);
    } else {
      checkPurge(candidates);
    }
    List<WalkForwardPlan> plans = new ArrayList<>();
    sets.forEach((shared, set) -> add(plans, shared, set));
    return refused ? List.of() : plans;
  }

  /** Where a key, or one of the items of its list, is written. */
  private int line(Key<?> key, int item) {
    Optional<Entry> at = section.find(key.name());
    List<ConfigNode> items =
        at.isPresent() && at.get().value() instanceof ConfigNode.Sequence sequence
            ? sequence.items()
            : List.of();
    return item < items.size() ? items.get(item).line() : at.map(Entry::line).orElse(entry.line());
  }

  /** Reports what has the name of its key in its words. */
  private void refuse(int line, String why) {
    section.refuse(entry.key(), line, why);
    refused = true;
  }

  private void checkKinds() {
    for (WindowLength in : written.inSample()) {
      for (WindowLength out : written.outOfSample()) {
        if (in.isInBars() != out.isInBars()) {
          refuse(
              line(KEYS.outOfSample(), Integer.MAX_VALUE),
              "in_sample is in %s and out_of_sample in %s; use one kind"
                  .formatted(in.unit().words(), out.unit().words()));
          return;
        }
      }
    }
  }

  private List<Candidate> candidates() {
    if (written.candidates().isEmpty()) {
      boolean hasGrid = runs.stream().anyMatch(Candidate::isOfGrid);
      return runs.stream().filter(run -> run.isOfGrid() || !hasGrid).toList();
    }
    for (int i = 0; i < written.candidates().size(); i++) {
      Wildcards pattern = written.candidates().get(i);
      if (runs.stream().noneMatch(run -> pattern.matches(run.id()))) {
        refuse(
            line(KEYS.candidates(), i),
            "candidates %s matches no run".formatted(Problem.quote(pattern.toString())));
      }
    }
    return runs.stream()
        .filter(run -> written.candidates().stream().anyMatch(each -> each.matches(run.id())))
        .toList();
  }

  /** What {@code for_each} names, without what is nothing. */
  private List<String> members() {
    Set<String> names = new LinkedHashSet<>(worker.names());
    runs.forEach(run -> names.addAll(run.labels().keySet()));
    Set<String> members = new LinkedHashSet<>();
    for (int i = 0; i < written.forEach().size(); i++) {
      String member = written.forEach().get(i);
      if (!names.contains(member)) {
        refuse(
            line(KEYS.forEach(), i),
            "for_each: %s is no parameter and no axis of cases%s"
                .formatted(
                    Problem.quote(member),
                    NearestName.find(member, names)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("")));
      } else if (!members.add(member)) {
        refuse(
            line(KEYS.forEach(), i),
            "for_each: %s is in the list already".formatted(Problem.quote(member)));
      }
    }
    return List.copyOf(members);
  }

  /** The candidates by what they have in common, in the order of the first ones. */
  private Map<Shared, List<Candidate>> sets(List<Candidate> candidates, List<String> members) {
    Map<List<String>, List<Candidate>> byValues = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < members.size(); i++) {
        Optional<String> value = candidate.value(members.get(i));
        if (value.isEmpty()) {
          refuse(
              line(KEYS.forEach(), i),
              "for_each: run %s has no %s".formatted(candidate.id(), members.get(i)));
          return Map.of();
        }
        values.add(value.get());
      }
      byValues.computeIfAbsent(values, key -> new ArrayList<>()).add(candidate);
    }
    Map<Shared, List<Candidate>> sets = new LinkedHashMap<>();
    List<List<Candidate>> all = List.copyOf(byValues.values());
    List<String> parts =
        IdText.numbered(all.stream().map(set -> idPart(set.get(0), members)).toList());
    for (int i = 0; i < all.size(); i++) {
      Candidate first = all.get(i).get(0);
      Map<String, String> values = new LinkedHashMap<>();
      members.forEach(member -> values.put(member, first.written(member)));
      sets.put(new Shared(values, parts.get(i)), all.get(i));
    }
    return sets;
  }

  private static String idPart(Candidate first, List<String> members) {
    return members.stream().map(first::idPart).collect(Collectors.joining("_"));
  }

  private void check(Shared shared, List<Candidate> set) {
    if (set.size() < 2) {
      String which =
          shared.values().isEmpty()
              ? ""
              : shared.values().entrySet().stream()
                  .map(value -> value.getKey() + " " + Problem.cut(value.getValue()))
                  .collect(Collectors.joining(", ", " (", ")"));
      refuse(
          line(shared.values().isEmpty() ? KEYS.candidates() : KEYS.forEach(), Integer.MAX_VALUE),
          "one candidate only: there is nothing to choose" + which);
      return;
    }
    if (shared.idPart().length() > LONGEST_ID) {
      refuse(
          line(KEYS.forEach(), Integer.MAX_VALUE),
          "for_each: an id of at most %d characters would not hold the values of run %s"
              .formatted(LONGEST_ID, set.get(0).id()));
    }
    checkAssumptions(set);
    checkPurge(set);
    checkFolds(set);
  }

  private void checkAssumptions(List<Candidate> set) {
    for (Parameter parameter : worker.parameters()) {
      if (!parameter.assumption()) {
        continue;
      }
      // A parameter that the strategy of a run does not use says nothing of its world.
      List<Candidate> using =
          set.stream().filter(run -> run.parameters().counts(parameter)).toList();
      Set<Optional<String>> values = new HashSet<>();
      for (Candidate run : using) {
        values.add(run.find(parameter).map(ParameterValue::normalised));
        if (values.size() > 1) {
          Candidate first = using.get(0);
          refuse(
              entry.line(),
              ("the candidates differ in %s (%s in run %s, %s in run %s), an assumption and no"
                      + " choice: the more favourable would always win; add it to for_each, or"
                      + " narrow candidates")
                  .formatted(
                      parameter.name(),
                      Problem.cut(first.text(parameter)),
                      first.id(),
                      Problem.cut(run.text(parameter)),
                      run.id()));
          break;
        }
      }
    }
  }

  private void checkPurge(List<Candidate> set) {
    int lag = Candidate.largestExecutionLag(set);
    if (written.purge().isPresent() && written.purge().get() < lag) {
      refuse(
          line(KEYS.purge(), 0),
          "purge %d is less than execution_lag %d: a choice would be traded before it is known"
              .formatted(written.purge().get(), lag));
    }
  }

  private void checkFolds(List<Candidate> set) {
    Optional<LocalDate> start = set.get(0).startDate();
    Optional<LocalDate> end = set.get(0).endDate();
    for (int i = 0; i < written.inSample().size(); i++) {
      WindowLength length = written.inSample().get(i);
      if (!length.isInBars()
          && start.isPresent()
          && end.isPresent()
          && length.after(start.get(), 1).isAfter(end.get())) {
        refuse(
            line(KEYS.inSample(), i),
            "no fold fits: %s plus in_sample %s is after end_date %s"
                .formatted(start.get(), length, end.get()));
      }
    }
  }

  private void add(List<WalkForwardPlan> plans, Shared shared, List<Candidate> set) {
    for (WindowLength in : written.inSample()) {
      for (WindowLength out : written.outOfSample()) {
        plans.add(
            new WalkForwardPlan(
                (shared.idPart().isEmpty() ? "" : shared.idPart() + "_")
                    + "is_%s_oos_%s%s".formatted(in, out, written.anchored() ? "_anchored" : ""),
                in,
                out,
                written.anchored(),
                written.purge().orElse(Candidate.largestExecutionLag(set)),
                written.select(),
                written.minOrders(),
                shared.values(),
                set.stream().map(Candidate::index).toList(),
                set.get(0).startDate(),
                set.get(0).endDate()));
      }
    }
  }
}
