package org.backtestrunner.orchestrator.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.backtestrunner.orchestrator.analysis.BatchAnalysis;
import org.backtestrunner.orchestrator.analysis.CurveVisitor;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.config.document.ConfigSource;
import org.backtestrunner.orchestrator.config.source.CompiledStrategies;
import org.backtestrunner.orchestrator.file.AtomicFile;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.file.FreeSpace;
import org.backtestrunner.orchestrator.harvest.IdenticalCurves;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.resume.InputFiles;
import org.backtestrunner.orchestrator.harvest.resume.KeptInputs;
import org.backtestrunner.orchestrator.harvest.resume.KeptRun;
import org.backtestrunner.orchestrator.harvest.resume.ResumePlan;
import org.backtestrunner.orchestrator.ledger.BatchTrials;
import org.backtestrunner.orchestrator.ledger.CountedTrials;
import org.backtestrunner.orchestrator.manifest.BatchState;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.DiskEstimate;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.report.BatchManifest;
import org.backtestrunner.orchestrator.report.BatchSummary;
import org.backtestrunner.orchestrator.report.Provenance;
import org.backtestrunner.orchestrator.report.RunManifest;
import org.backtestrunner.orchestrator.report.SummaryCsv;
import org.backtestrunner.orchestrator.report.SummaryJson;
import org.backtestrunner.orchestrator.report.console.Closing;
import org.backtestrunner.orchestrator.report.page.BatchPage;
import org.backtestrunner.orchestrator.report.page.curve.CurveGallery;
import org.backtestrunner.orchestrator.report.page.model.PageOrigin;
import org.backtestrunner.orchestrator.report.page.model.RunColumn;
import org.backtestrunner.orchestrator.report.statistics.BatchReport;
import org.backtestrunner.orchestrator.report.walkforward.WalkForwardFiles;
import org.backtestrunner.orchestrator.walkforward.WalkForwardTrials;
import org.backtestrunner.orchestrator.walkforward.WalkForwards;

/** What a batch's directory holds beside its runs: manifest, config and summary. */
record BatchFiles(BatchDirectory directory, Provenance provenance) {

  /** How much room the runs take that are not kept. */
  static DiskEstimate estimate(BatchPlan plan, Map<Integer, KeptRun> kept) {
    return DiskEstimate.of(
        plan.runs().stream()
            .filter(plan.selection()::includes)
            .filter(run -> !kept.containsKey(run.index()))
            .toList(),
        plan.config().outputs().files(),
        FreeSpace.at(BatchDirectory.of(plan.config()).path()),
        LocalDate.now(ZoneOffset.UTC));
  }

  /**
   * Makes the directory with what is known before the first run. The manifest comes first: with it
   * the directory is a batch, and whatever happens then can be resumed.
   *
   * @param underWay directories of runs that an earlier start has begun and somebody executes
   */
  void begin(Optional<ResumePlan> resumption, Set<Path> underWay) {
    createDirectories(directory.path());
    AtomicFile.deleteLeftovers(directory.path());
    BatchManifest.writeBegun(directory.manifest(), provenance);
    ConfigSource config = provenance.plan().config().source();
    AtomicFile.write(directory.config(), config.bytes());
    createDirectories(directory.inputs());
    AtomicFile.deleteLeftovers(directory.inputs());
    KeptInputs inputs = new KeptInputs(directory);
    inputs.keep(config);
    provenance.plan().config().runs().runsFile().ifPresent(inputs::keep);
    provenance.plan().config().strategies().ifPresent(this::keep);
    createDirectories(directory.runs());
    resumption.ifPresent(earlier -> earlier.moveIntoPlace(provenance.plan(), underWay));
  }

  /** Copies the user's strategies, which replays of the runs use. */
  private void keep(CompiledStrategies strategies) {
    Path sources = directory.strategySources();
    createDirectories(sources);
    copy(strategies.jar(), directory.strategyJar(strategies.sha256()));
    strategies
        .sources()
        .files()
        .forEach(
            (name, file) -> {
              Path relative = Path.of(name).normalize();
              boolean below = !relative.isAbsolute() && !relative.startsWith("..");
              Path copy = sources.resolve(below ? relative : relative.getFileName());
              createDirectories(copy.getParent());
              copy(file, copy);
            });
  }

  private static void copy(Path file, Path to) {
    try {
      AtomicFile.write(to, Files.readAllBytes(file));
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot read", file, failure);
    }
  }

  /**
   * Writes the summary and the statistics, and that the batch has ended. A stop is quick: after it
   * there are no statistics.
   *
   * @param results one of each planned run, in their order
   * @param inputs of the runs, by which it is known what was tried
   * @param notices takes what went wrong with the statistics or the ledger, which fails no batch
   */
  Closing end(
      List<RunResult> results, InputFiles inputs, BatchState state, Consumer<String> notices) {
    checkThatItIsStillThere("the files of the batch", directory.config());
    for (RunResult result : results) {
      checkThatItIsStillThere(
          "the results of run " + result.plan().id(), directory.run(result.plan()).manifest());
    }
    BatchConfig config = provenance.plan().config();
    BatchTrials trials =
        BatchTrials.of(config.ledger(), config.identity().name(), results, inputs::contentKey);
    WalkForwardTrials walkForwards =
        WalkForwardTrials.addTo(trials, walkForwards(results, state, notices), results);
    CountedTrials counted = trials.record(Instant.now(), notices);
    BatchSummary plain =
        BatchSummary.of(compared(results)).beside(counted).with(walkForwards.beside(counted));
    boolean isReported = state != BatchState.INTERRUPTED && config.report().enabled();
    CurveGallery gallery = new CurveGallery(directory, List.of());
    Optional<BatchReport> report =
        state == BatchState.INTERRUPTED
            ? Optional.empty()
            : BatchReport.prepare(
                plain, directory, isReported ? gallery : CurveVisitor.NOBODY, notices);
    BatchSummary summary = report.map(BatchReport::summary).orElse(plain);
    SummaryCsv.write(directory.summaryCsv(), summary, config.identity().csvSafe());
    SummaryJson.write(directory.summaryJson(), provenance, summary);
    WalkForwardFiles.deleteFrom(directory);
    WalkForwardFiles.write(directory, summary.walkForwards());
    BatchReport.deleteFrom(directory);
    Optional<String> verdict =
        report.filter(asked -> isReported).flatMap(asked -> write(asked, gallery, state, notices));
    BatchManifest.writeEnded(directory.manifest(), provenance, state, Instant.now(), summary);
    return new Closing(summary, verdict, report.flatMap(BatchReport::benchmark));
  }

  /** None of a batch that was stopped: its candidates are not all there. */
  private WalkForwards walkForwards(
      List<RunResult> results, BatchState state, Consumer<String> notices) {
    if (state == BatchState.INTERRUPTED) {
      return WalkForwards.NONE;
    }
    try {
      return WalkForwards.of(provenance.plan().config().walkForwards(), results, directory);
    } catch (IOException unreadable) {
      notices.accept(
          "Warning: the walk-forwards of the batch are not computed: " + unreadable.getMessage());
      return WalkForwards.NONE;
    }
  }

  /** Writes the files of the report; the verdict is empty where that was not possible. */
  private Optional<String> write(
      BatchReport report, CurveGallery gallery, BatchState state, Consumer<String> notices) {
    String name = provenance.plan().config().identity().name();
    String description = provenance.plan().config().identity().description();
    try {
      BatchAnalysis analysis = report.analysis();
      report.write(analysis, name, description);
      PageOrigin origin =
          PageOrigin.read(directory, name, description, state, report.summary().results());
      new BatchPage(analysis, gallery, origin, RunColumn.SHARPE).write(directory.page());
      return Optional.of(analysis.verdict().sentence());
    } catch (IOException | EnvironmentException failure) {
      notices.accept(BatchReport.warning(failure));
      return Optional.empty();
    }
  }

  /** The results with what they say of each other, which their manifests tell too. */
  private List<RunResult> compared(List<RunResult> results) {
    List<RunResult> compared = IdenticalCurves.warned(results);
    try (ManifestWriter manifests = new ManifestWriter()) {
      for (int i = 0; i < results.size(); i++) {
        RunResult result = compared.get(i);
        if (!result.trace().warnings().equals(results.get(i).trace().warnings())) {
          Path manifest = directory.run(result.plan()).manifest();
          manifests.submit(() -> RunManifest.updateWarnings(manifest, result));
        }
      }
    }
    return compared;
  }

  /** Notes, if that is possible, that the batch has ended before its runs did. */
  void noteFailure() {
    BatchManifest.noteFailure(directory, provenance, Instant.now());
  }

  /**
   * A summary of results that somebody has deleted meanwhile would be wrong. A worker that was at
   * work then may have made their directories again.
   */
  private static void checkThatItIsStillThere(String what, Path file) {
    if (!Files.exists(file)) {
      throw new EnvironmentException(what + " have vanished: " + file);
    }
  }

  private static void createDirectories(Path path) {
    try {
      Files.createDirectories(path);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot make the directory", path, failure);
    }
  }
}
