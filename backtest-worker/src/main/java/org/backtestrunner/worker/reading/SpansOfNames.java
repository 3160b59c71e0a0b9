package org.backtestrunner.worker.reading;

import java.util.List;
import org.backtestrunner.worker.reading.InputReader.NamedSpan;
import org.backtestrunner.worker.table.cell.BadDataException;

/** Refuses files that seem to hold one symbol, piece after piece. */
final class SpansOfNames {
  private SpansOfNames() {}

  /** Refuses names that differ in a number at their end only, and never hold the same dates. */
  static void check(List<NamedSpan> spans) {
    for (int i = 0; i < spans.size(); i++) {
      String stem = DataName.beforeNumber(spans.get(i).symbol());
      for (int j = i + 1; !stem.isEmpty() && j < spans.size(); j++) {
        NamedSpan one = spans.get(i);
        NamedSpan other = spans.get(j);
        boolean apart = one.last() < other.first() || other.last() < one.first();
        if (apart && DataName.beforeNumber(other.symbol()).equals(stem)) {
          throw new BadDataException(
              one.file(),
              "and "
                  + other.file().getFileName()
                  + " hold dates one after the other. One symbol? Then say symbol: \"/^([A-Z]+)/\""
                  + " in a format file (price_format); else say columns or symbol so that each file"
                  + " has its own");
        }
      }
    }
  }
}
