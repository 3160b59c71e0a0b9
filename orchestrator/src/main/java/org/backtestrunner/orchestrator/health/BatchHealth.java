package org.backtestrunner.orchestrator.health;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.launch.contract.Status;
import org.backtestrunner.orchestrator.manifest.BatchManifestFile;
import org.backtestrunner.shared.warning.WarningKind;

/**
 * Judges a batch by what was read of it.
 *
 * @param name of the batch's directory
 * @param manifest what that of the batch says
 * @param endedRuns its runs with a manifest of their own
 */
record BatchHealth(String name, BatchManifestFile.Standing manifest, EndedRuns endedRuns) {

  static final String STATUS = "batch_latest_status";
  static final String FAILURE_RATE = "batch_failure_rate";
  static final String MISSING_MANIFESTS = "batch_missing_manifests";
  static final String WARNINGS = "batch_warnings";

  private static final int NAMED_MISSING_RUNS = 5;

  /**
   * Makes all checks.
   *
   * @param maximumFailureRate acceptable share, 0 to 1, of planned runs that ended without success
   */
  List<HealthCheck> checks(BigDecimal maximumFailureRate) {
    RunCounts counts = counts();
    return List.of(
        status(counts),
        failureRate(counts, maximumFailureRate),
        missingManifests(),
        warnings(counts.total()));
  }

  /** Of the runs that were to be executed, which a selection may make fewer than planned. */
  private RunCounts counts() {
    int others = (int) manifest.runIds().stream().filter(endedRuns.notSelected()::contains).count();
    return plannedCounts().withoutNotSelected(others);
  }

  /** While the batch runs, its own counts lag behind: the runs' manifests know better. */
  private RunCounts plannedCounts() {
    return switch (manifest.state()) {
      case FINISHED, INTERRUPTED -> RunCounts.of(manifest.totalRuns(), manifest.counts(), 0);
      case RUNNING -> countsOfEndedRuns();
    };
  }

  private RunCounts countsOfEndedRuns() {
    Map<String, Status> statusById = endedRuns.statusById();
    Collection<String> runIds =
        manifest.runIds().isEmpty() ? statusById.keySet() : manifest.runIds();
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    runIds.stream()
        .filter(statusById::containsKey)
        .forEach(runId -> counts.merge(statusById.get(runId), 1, Integer::sum));
    int total = Math.max(runIds.size(), manifest.totalRuns());
    int ended = counts.values().stream().mapToInt(Integer::intValue).sum();
    return RunCounts.of(total, counts, total - ended);
  }

  private HealthCheck status(RunCounts counts) {
    HealthLevel level =
        switch (manifest.state()) {
          case RUNNING, INTERRUPTED -> HealthLevel.WARN;
          case FINISHED -> finishedLevel(counts);
        };
    String details =
        String.format(
            Locale.ROOT,
            "%s: state %s, started %s; %s",
            name,
            manifest.state().label(),
            manifest.startedAt(),
            counts.describe());
    return check(STATUS, level, counts.success() + "/" + counts.total(), details);
  }

  private static HealthLevel finishedLevel(RunCounts counts) {
    if (counts.success() == counts.total()) {
      return HealthLevel.OK;
    }
    return counts.success() == 0 ? HealthLevel.CRITICAL : HealthLevel.WARN;
  }

  private HealthCheck failureRate(RunCounts counts, BigDecimal maximum) {
    double rate = counts.total() == 0 ? 0 : counts.notSuccess() / (double) counts.total();
    String details =
        String.format(
            Locale.ROOT,
            "%s: %d of %d runs ended without success; acceptable is a share of %s",
            name,
            counts.notSuccess(),
            counts.total(),
            maximum);
    return check(
        FAILURE_RATE,
        failureRateLevel(counts, maximum),
        String.format(Locale.ROOT, "%.4f", rate),
        details);
  }

  private static HealthLevel failureRateLevel(RunCounts counts, BigDecimal maximum) {
    if (counts.notSuccess() > 0 && counts.notSuccess() == counts.total()) {
      return HealthLevel.CRITICAL;
    }
    // Products instead of quotients: a rate that equals the threshold is exactly equal.
    BigDecimal acceptable = maximum.multiply(BigDecimal.valueOf(counts.total()));
    if (BigDecimal.valueOf(counts.notSuccess()).compareTo(acceptable) <= 0) {
      return HealthLevel.OK;
    }
    return 2L * counts.notSuccess() >= counts.total() ? HealthLevel.CRITICAL : HealthLevel.WARN;
  }

  private HealthCheck missingManifests() {
    List<String> planned = manifest.runIds();
    List<String> without =
        planned.stream().filter(runId -> !endedRuns.statusById().containsKey(runId)).toList();
    return switch (manifest.state()) {
      case RUNNING, INTERRUPTED ->
          check(
              MISSING_MANIFESTS,
              HealthLevel.OK,
              "0/" + planned.size(),
              String.format(
                  Locale.ROOT,
                  "%s: state %s; %d of %d planned runs have not ended",
                  name,
                  manifest.state().label(),
                  without.size(),
                  planned.size()));
      case FINISHED ->
          check(
              MISSING_MANIFESTS,
              missingLevel(without.size(), planned.size()),
              without.size() + "/" + planned.size(),
              missingDetails(without, planned.size()));
    };
  }

  private static HealthLevel missingLevel(int missing, int planned) {
    if (missing == 0) {
      return HealthLevel.OK;
    }
    return 10L * missing <= planned ? HealthLevel.WARN : HealthLevel.CRITICAL;
  }

  private String missingDetails(List<String> missing, int planned) {
    String details =
        String.format(
            Locale.ROOT,
            "%s: %d of %d planned runs have no run_manifest.json",
            name,
            missing.size(),
            planned);
    if (!missing.isEmpty()) {
      details += ": " + firstOf(missing);
    }
    if (!endedRuns.unreadable().isEmpty()) {
      details += "; unreadable: " + firstOf(endedRuns.unreadable());
    }
    return details;
  }

  /** Of the runs that have ended and are planned. */
  private HealthCheck warnings(int total) {
    Set<String> planned = new HashSet<>(manifest.runIds());
    Map<WarningKind, Integer> runsByKind = new EnumMap<>(WarningKind.class);
    int warned = 0;
    for (Map.Entry<String, Set<WarningKind>> run : endedRuns.seriousById().entrySet()) {
      if (planned.isEmpty() || planned.contains(run.getKey())) {
        warned++;
        run.getValue().forEach(kind -> runsByKind.merge(kind, 1, Integer::sum));
      }
    }
    String kinds =
        runsByKind.entrySet().stream()
            .map(kind -> kind.getKey().label() + " " + kind.getValue())
            .collect(Collectors.joining(", "));
    return check(
        WARNINGS,
        warned == 0 ? HealthLevel.OK : HealthLevel.WARN,
        warned + "/" + total,
        String.format(Locale.ROOT, "%s: %d of %d runs have serious warnings", name, warned, total)
            + (kinds.isEmpty() ? "" : ": " + kinds));
  }

  private static String firstOf(List<?> items) {
    String named =
        items.stream()
            .limit(NAMED_MISSING_RUNS)
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    int unnamed = items.size() - NAMED_MISSING_RUNS;
    return unnamed <= 0 ? named : named + " and " + unnamed + " more";
  }

  private static HealthCheck check(String name, HealthLevel level, String value, String details) {
    return new HealthCheck(name, level, Optional.of(value), details);
  }
}
