package org.backtestrunner.orchestrator.ledger;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.backtestrunner.orchestrator.file.json.JsonObject;

/** The families of a ledger, for people and for programs. */
public record LedgerListing(List<Family> families) {
  public LedgerListing {
    families = List.copyOf(families);
  }

  /**
   * One of them.
   *
   * @param trials different ones
   * @param since when the first of them was seen
   * @param last when one was last seen for the first time, or with another Sharpe ratio
   * @param batches in how many batches that was; a batch that was run again is one
   */
  public record Family(TrialFamily family, int trials, Instant since, Instant last, int batches) {}

  /**
   * Reads a ledger; one that does not exist has no families.
   *
   * @throws LedgerException where it cannot be read
   */
  public static LedgerListing read(Path file) throws LedgerException {
    LedgerContent content = new TrialLedger(file).read();
    return new LedgerListing(
        content.families().stream().map(family -> of(family, content)).toList());
  }

  private static Family of(TrialFamily family, LedgerContent content) {
    Collection<LedgerLine> lines = content.lines(family);
    return new Family(
        family,
        lines.size(),
        content.since(family),
        lines.stream().map(LedgerLine::at).max(Comparator.naturalOrder()).orElseThrow(),
        (int) lines.stream().map(line -> line.trial().batch()).distinct().count());
  }

  /** A heading and the families, a line each; empty if there is none. */
  public List<String> lines() {
    if (families.isEmpty()) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("family", "freq", "kind", "trials", "batches", "since", "last"));
    for (Family each : families) {
      rows.add(
          List.of(
              each.family().name(),
              each.family().freq(),
              each.family().kind().label(),
              Integer.toString(each.trials()),
              Integer.toString(each.batches()),
              date(each.since()),
              date(each.last())));
    }
    int widest = rows.stream().mapToInt(row -> row.get(0).length()).max().orElseThrow();
    String format = "%-" + widest + "s  %-4s  %-12s  %6s  %7s  %-10s  %-10s";
    return rows.stream().map(row -> format.formatted(row.toArray()).stripTrailing()).toList();
  }

  private static String date(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
  }

  /** One object. */
  public String json(Path file) {
    return JsonObject.file()
        .put("file", file)
        .put(
            "families",
            families.stream()
                .map(
                    each ->
                        JsonObject.part()
                            .put("family", each.family().name())
                            .put("freq", each.family().freq())
                            .put("kind", each.family().kind().label())
                            .put("trials", each.trials())
                            .put("since", each.since())
                            .put("last", each.last())
                            .put("batches", each.batches()))
                .toList())
        .text();
  }
}
