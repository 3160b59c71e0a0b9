package org.backtestrunner.orchestrator.harvest.resume;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.manifest.ContentKey;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/**
 * Says why no earlier result stands for a planned run.
 *
 * @param successes the parameters of each earlier success that differ from their defaults
 */
record Reasons(
    BatchDirectory batch,
    Map<Integer, ContentKey> keys,
    EarlierRuns earlier,
    Takeovers takeovers,
    Map<Path, Map<String, String>> successes) {
  private static final int MOST_DIFFERENCES = 3;

  static Reasons of(
      BatchDirectory batch,
      Map<Integer, ContentKey> keys,
      EarlierRuns earlier,
      Takeovers takeovers) {
    Map<Path, Map<String, String>> successes = new HashMap<>();
    earlier
        .all()
        .filter(result -> result.ending().isEmpty())
        .forEach(
            result ->
                result
                    .manifest()
                    .contentKey()
                    .ifPresent(
                        key -> successes.put(result.directory().path(), key.parameterTexts())));
    return new Reasons(batch, keys, earlier, takeovers, successes);
  }

  /** One clause. */
  String of(RunPlan run) {
    ContentKey now = keys.get(run.index());
    if (now == null) {
      return "an input file cannot be read";
    }
    return Stream.of(faultOfAnEqual(run, now), unknownContent(run), changedFile(run, now))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> notEnded(run))
        .orElseGet(() -> "no earlier result has these parameters" + nearest(run, now));
  }

  /** The run's own result before others, in the order in which they were read. */
  private Stream<EarlierRun> ownFirst(RunPlan run) {
    return Stream.concat(
        earlier.all().filter(result -> isOwn(run, result)),
        earlier.all().filter(result -> !isOwn(run, result)));
  }

  private static boolean isOwn(RunPlan run, EarlierRun result) {
    return result.runId().equals(run.id());
  }

  private Path name(EarlierRun result) {
    return batch.runs().relativize(result.directory().path());
  }

  private Optional<String> faultOfAnEqual(RunPlan run, ContentKey now) {
    return ownFirst(run)
        .filter(result -> result.key().equals(Optional.of(now)))
        .flatMap(
            result ->
                takeovers
                    .fault(result)
                    .map(
                        fault ->
                            isOwn(run, result)
                                ? fault
                                : name(result) + " cannot stand for it: " + fault)
                    .stream())
        .findFirst();
  }

  private Optional<String> unknownContent(RunPlan run) {
    return earlier
        .find(run.id())
        .filter(result -> result.manifest().contentKey().isEmpty())
        .map(
            result ->
                result
                    .ending()
                    .orElse("an input file changed while it ran, or was not read to its end"));
  }

  private Optional<String> changedFile(RunPlan run, ContentKey now) {
    return ownFirst(run)
        .flatMap(
            result ->
                result
                    .key()
                    .filter(then -> then.parameters().equals(now.parameters()))
                    .filter(then -> !then.equals(now))
                    .map(
                        then ->
                            then.difference(now)
                                + (isOwn(run, result) ? "" : " since " + name(result)))
                    .stream())
        .findFirst();
  }

  private Optional<String> notEnded(RunPlan run) {
    Path place = batch.run(run).path();
    if (!earlier.unreadable().containsKey(place)) {
      return Optional.empty();
    }
    return Optional.of(
        Files.exists(batch.run(run).manifest())
            ? "its manifest cannot be used: " + earlier.unreadable().get(place)
            : "it has not ended before");
  }

  private String nearest(RunPlan run, ContentKey now) {
    Map<String, String> wanted = now.parameterTexts();
    return ownFirst(run)
        .filter(result -> successes.containsKey(result.directory().path()))
        .min(Comparator.comparingInt(result -> different(parameters(result), wanted).size()))
        .map(
            result ->
                "; nearest: "
                    + name(result)
                    + ", which differs in "
                    + differences(run, result, different(parameters(result), wanted)))
        .orElse("");
  }

  private Map<String, String> parameters(EarlierRun result) {
    return successes.get(result.directory().path());
  }

  private static Set<String> different(Map<String, String> then, Map<String, String> now) {
    Set<String> names = new TreeSet<>(then.keySet());
    names.addAll(now.keySet());
    names.removeIf(name -> Objects.equals(then.get(name), now.get(name)));
    return names;
  }

  private String differences(RunPlan run, EarlierRun result, Set<String> names) {
    Map<String, String> then = parameters(result);
    Map<String, String> written = result.manifest().run().parameters();
    List<String> clauses =
        names.stream()
            .limit(MOST_DIFFERENCES)
            .map(
                name ->
                    "%s (%s, now %s)"
                        .formatted(
                            name,
                            then.getOrDefault(name, written.getOrDefault(name, "none")),
                            run.effective()
                                .find(name)
                                .map(ParameterValue::normalised)
                                .orElse("none")))
            .toList();
    int more = names.size() - clauses.size();
    return clauses.stream().collect(Collectors.joining(", "))
        + (more == 0 ? "" : " and " + more + " more");
  }
}
