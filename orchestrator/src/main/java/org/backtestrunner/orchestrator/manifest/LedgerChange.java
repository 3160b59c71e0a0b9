package org.backtestrunner.orchestrator.manifest;

import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.orchestrator.file.json.JsonObject;

/**
 * What a batch has made of its trial ledger.
 *
 * @param file absolute
 */
public record LedgerChange(Path file, List<Family> families) {
  public LedgerChange {
    families = List.copyOf(families);
  }

  /**
   * Trials on the same data.
   *
   * @param kind {@code run} or {@code walk_forward}
   */
  public record Family(String family, String freq, String kind, int trialsBefore, int trialsAfter) {
    private JsonObject json() {
      return JsonObject.part()
          .put("family", family)
          .put("freq", freq)
          .put("kind", kind)
          .put("trials_before", trialsBefore)
          .put("trials_after", trialsAfter);
    }
  }

  JsonObject json() {
    return JsonObject.part()
        .put("file", file)
        .put("families", families.stream().map(Family::json).toList());
  }
}
