package org.backtestrunner.orchestrator.analysis;

import java.io.IOException;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.analysis.set.Sets;
import org.backtestrunner.orchestrator.harvest.output.EquityCurve;

/** Sees the curves of a batch while they are read for its statistics, so that each is read once. */
public interface CurveVisitor {

  /** How much of a curve somebody wants to see. */
  enum Interest {
    NOTHING,
    CURVE,
    /** The values of what is held, too. */
    BOOK
  }

  /** Nobody looks. */
  CurveVisitor NOBODY =
      new CurveVisitor() {
        @Override
        public void begin(Sets sets) {}

        @Override
        public Interest interest(AnalysedRun run) {
          return Interest.NOTHING;
        }

        @Override
        public void take(AnalysedRun run, EquityCurve curve) {}
      };

  /** Comes before all others. */
  void begin(Sets sets) throws IOException;

  /** Of a run that succeeded. */
  Interest interest(AnalysedRun run);

  /** Takes a curve that is of interest; runs come in plan order. */
  void take(AnalysedRun run, EquityCurve curve);
}
