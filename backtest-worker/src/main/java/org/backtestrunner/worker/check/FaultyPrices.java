package org.backtestrunner.worker.check;

import java.nio.file.Path;
import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.panel.FaultyRows;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.SymbolFacts;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.table.cell.BadDataException;

/** Rows of the universe up to the end of a run of which open, high, low and close cannot be. */
final class FaultyPrices {
  /** More than one of so many rows is too much where a run uses the columns. */
  private static final int REFUSED_PART = 100;

  private final Path priceFile;
  private final FaultyRows.Kind kind;
  private final long rows;
  private final long faulty;
  private final String sentence;

  FaultyPrices(RunParameters run, Panel panel, FaultyRows.Kind kind) {
    FaultyRows found = panel.universe().faulty(kind);
    this.priceFile = run.file("price_file");
    this.kind = kind;
    this.faulty = found.upTo(panel.calendar()[panel.lastBar()]);
    this.rows = faulty == 0 ? 0 : rows(panel);
    this.sentence = faulty + " of " + rows + " rows " + what() + "; the first is " + found.first();
  }

  private static long rows(Panel panel) {
    long rows = 0;
    for (int s = 0; s < panel.universe().size(); s++) {
      SymbolFacts facts = panel.universe().facts(s);
      rows += facts.observations(panel.lastBar());
    }
    return rows;
  }

  private String what() {
    return switch (kind) {
      case IMPOSSIBLE -> "have prices that contradict each other or are not above 0";
      case RAW_OPEN ->
          "have an open and a close that differ by a factor above 1.9, as raw opens beside"
              + " adjusted closes do";
    };
  }

  void warn(Warnings warnings) {
    if (faulty > 0) {
      warnings.add(
          switch (kind) {
            case IMPOSSIBLE -> WarningKind.IMPOSSIBLE_BARS;
            case RAW_OPEN -> WarningKind.RAW_OPEN;
          },
          sentence);
    }
  }

  /** Whether a run that uses the columns is refused. */
  boolean areTooMany() {
    return faulty * REFUSED_PART > rows;
  }

  /** What is said then. */
  BadDataException refusal(String use) {
    return new BadDataException(priceFile, use + ", but " + sentence);
  }
}
