package org.backtestrunner.orchestrator.report.page.curve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.analysis.CurveVisitor;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.CurveCalendar;
import org.backtestrunner.orchestrator.analysis.set.Sets;
import org.backtestrunner.orchestrator.harvest.output.EquityCurve;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/**
 * Collects the curves of a page while they are read for the statistics. Of each run that may be
 * chosen it keeps its growth at the shown dates, of the kept ones what the drill-down needs.
 */
public final class CurveGallery implements CurveVisitor {
  /** How many curves a page has at most, unless more are asked for. */
  public static final int MOST_CURVES = 200;

  private static final int FEWEST_FOR_BANDS = 5;

  private final BatchDirectory directory;
  private final Set<String> asked;
  private final Map<Integer, CurveSample> samples = new LinkedHashMap<>();
  private final Map<Integer, RunSheet> sheets = new LinkedHashMap<>();
  private final List<float[]> growths = new ArrayList<>();
  private Set<Integer> eligible = Set.of();
  private Set<Integer> kept = Set.of();
  private Sets sets;
  private SharedDates dates;

  /**
   * @param asked ids of runs that must be there
   */
  public CurveGallery(BatchDirectory directory, Collection<String> asked) {
    this.directory = directory;
    this.asked = new HashSet<>(asked);
  }

  @Override
  public void begin(Sets ofBatch) throws IOException {
    sets = ofBatch;
    eligible = Sets.indices(sets.eligible());
    List<AnalysedRun> successes =
        sets.runs().stream().filter(run -> run.result().success().isPresent()).toList();
    kept = KeptRuns.of(sets, Sets.indices(successes), asked, MOST_CURVES);
    Map<CurveCalendar, int[]> calendars = new LinkedHashMap<>();
    for (AnalysedRun run : successes) {
      if (!calendars.containsKey(run.calendar())) {
        EquityCurve curve = EquityCurve.read(run.plan(), directory.run(run.plan()));
        calendars.put(run.calendar(), DailyEquity.of(curve.days(), curve.equity()).days());
      }
    }
    dates = SharedDates.of(calendars.values());
  }

  @Override
  public Interest interest(AnalysedRun run) {
    return kept.contains(run.index())
        ? Interest.BOOK
        : eligible.contains(run.index()) ? Interest.CURVE : Interest.NOTHING;
  }

  @Override
  public void take(AnalysedRun run, EquityCurve curve) {
    DailyEquity daily = DailyEquity.of(curve.days(), curve.equity());
    if (eligible.contains(run.index())) {
      growths.add(dates.growth(daily));
    }
    if (kept.contains(run.index())) {
      samples.put(run.index(), dates.sample(daily));
      sheets.put(run.index(), RunSheet.of(run, curve));
    }
  }

  /** What was collected, when all curves have been seen; to be called once. */
  public Curves curves() {
    Optional<Bands> bands =
        growths.size() < FEWEST_FOR_BANDS ? Optional.empty() : Optional.of(Bands.of(growths));
    // The largest part by far, and nobody needs it any more.
    growths.clear();
    return new Curves(dates.shown(), samples, sheets, bands);
  }

  /** The same with fewer curves. */
  public Curves fewer(Curves curves, int most) {
    Set<Integer> left = KeptRuns.of(sets, curves.samples().keySet(), asked, most);
    Map<Integer, CurveSample> fewerSamples = new LinkedHashMap<>(curves.samples());
    fewerSamples.keySet().retainAll(left);
    Map<Integer, RunSheet> fewerSheets = new LinkedHashMap<>(curves.sheets());
    fewerSheets.keySet().retainAll(left);
    return new Curves(curves.dates(), fewerSamples, fewerSheets, curves.bands());
  }
}
