package org.backtestrunner.orchestrator.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.backtestrunner.orchestrator.config.axis.Wildcards;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.NearestName;

/**
 * Which runs of a plan are executed: those whose id matches one of the patterns, if there are any,
 * none of the excluding ones, and that have one of the tags, if there are any. It changes no plan.
 */
public record RunSelection(List<Wildcards> only, List<Wildcards> exclude, List<String> tags) {
  /** All runs. */
  public static final RunSelection ALL = new RunSelection(List.of(), List.of(), List.of());

  public RunSelection {
    only = List.copyOf(only);
    exclude = List.copyOf(exclude);
    tags = List.copyOf(tags);
  }

  /**
   * The selection of runs of a plan.
   *
   * @throws InvalidValueException if a pattern or a tag selects nothing; the sentence begins with
   *     its option
   */
  public static RunSelection of(
      Collection<String> only, Collection<String> exclude, Collection<String> tags, BatchPlan plan)
      throws InvalidValueException {
    for (String tag : tags) {
      if (plan.runs().stream().noneMatch(run -> run.tags().contains(tag))) {
        throw new InvalidValueException(
            "--tag " + Problem.quote(tag) + " is on no run" + hint(tag, plan));
      }
    }
    RunSelection selection =
        new RunSelection(
            patterns("--only", only, plan),
            patterns("--exclude", exclude, plan),
            List.copyOf(tags));
    if (plan.runs().stream().noneMatch(selection::includes)) {
      throw new InvalidValueException("--only, --exclude and --tag together leave no run");
    }
    return selection;
  }

  private static String hint(String tag, BatchPlan plan) {
    TreeSet<String> all = new TreeSet<>();
    plan.runs().forEach(run -> all.addAll(run.tags()));
    return all.isEmpty() ? "; no run has tags" : NearestName.hint(tag, all);
  }

  private static List<Wildcards> patterns(String option, Collection<String> texts, BatchPlan plan)
      throws InvalidValueException {
    List<Wildcards> patterns = new ArrayList<>();
    for (String text : texts) {
      Wildcards pattern;
      try {
        pattern = Wildcards.of(text);
      } catch (InvalidValueException e) {
        throw new InvalidValueException(option + ": " + e.getMessage());
      }
      if (plan.runs().stream().noneMatch(run -> pattern.matches(run.id()))) {
        throw new InvalidValueException(
            "%s %s matches no run; ids begin with %s"
                .formatted(option, Problem.quote(text), plan.runs().get(0).id()));
      }
      patterns.add(pattern);
    }
    return patterns;
  }

  /** Whether a run is to be executed. */
  public boolean includes(RunPlan run) {
    return (only.isEmpty() || only.stream().anyMatch(pattern -> pattern.matches(run.id())))
        && exclude.stream().noneMatch(pattern -> pattern.matches(run.id()))
        && (tags.isEmpty() || run.tags().stream().anyMatch(tags::contains));
  }
}
