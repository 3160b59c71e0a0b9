package org.backtestrunner.orchestrator.report.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.analysis.BatchAnalysis;
import org.backtestrunner.orchestrator.analysis.BatchWarning;
import org.backtestrunner.orchestrator.launch.contract.RunWarning;
import org.backtestrunner.shared.warning.WarningKind;

/** The warnings of a batch as sentences: a bold claim, then its numbers. */
public final class WarningSentences {
  /** How many stand at the beginning of a report, at most. */
  public static final int MOST_AT_FIRST = 8;

  private static final int MOST_IDS = 5;
  private static final String BENCHMARK_RUN =
      "- {id: \"buy_and_hold\", tags: [\"benchmark\"], overrides: {strategy: \"buy_and_hold\"}}";

  private final BatchAnalysis analysis;
  private final UnaryOperator<String> outside;

  /**
   * @param outside makes text from outside harmless
   */
  public WarningSentences(BatchAnalysis analysis, UnaryOperator<String> outside) {
    this.analysis = analysis;
    this.outside = outside;
  }

  /** A warning's claim and the rest, which may be empty. */
  public record Sentence(String claim, String rest) {

    /** The rest with the blank before it that sets a sentence of its own apart. */
    public String spacedRest() {
      return rest.isEmpty() || ":, ".indexOf(rest.charAt(0)) >= 0 ? rest : " " + rest;
    }
  }

  /**
   * What to look at first: all of the batch itself, but of its runs' warnings the serious ones.
   * Sets of runs whose curves are identical under the same parameters are told as one.
   */
  public List<BatchWarning> toLookAtFirst() {
    Set<String> serious =
        analysis.sets().runs().stream()
            .flatMap(run -> run.result().trace().warnings().stream())
            .filter(RunWarning::serious)
            .filter(warning -> warning.kind() != WarningKind.IDENTICAL_EQUITY)
            .flatMap(warning -> Stream.of(warning.kind().label(), warning.text()))
            .collect(Collectors.toSet());
    Map<List<String>, Integer> identical = new HashMap<>();
    List<BatchWarning> first = new ArrayList<>();
    for (BatchWarning warning : analysis.warnings()) {
      boolean told =
          switch (warning.kind()) {
            case RUN_WARNINGS -> serious.contains(warning.text("warning"));
            case IDENTICAL_EQUITY ->
                identical.merge(warning.texts("parameters"), 1, Integer::sum) == 1;
            default -> true;
          };
      if (told) {
        first.add(warning);
      }
    }
    return first;
  }

  public Sentence of(BatchWarning warning) {
    return switch (warning.kind()) {
      case HARDLY_BETTER -> hardlyBetter(warning);
      case NO_BENCHMARK ->
          new Sentence(
              "Nothing to compare with.",
              analysis.sets().canBuyAndHold()
                  ? "Add a run: `" + BENCHMARK_RUN + "`"
                  : "Tag the run that the others are to beat, such as one that only holds:"
                      + " `tags: [\"benchmark\"]`");
      case BENCHMARK_UNUSABLE ->
          new Sentence(
              text(warning, "run_id") + " cannot be the benchmark",
              ": "
                  + switch (warning.text("reason")) {
                    case "not_successful" -> "it did not succeed.";
                    case "no_sharpe" -> "it has no Sharpe ratio.";
                    default -> "it covers other dates than most runs.";
                  });
      case ISOLATED_PEAK ->
          new Sentence(
              "The best run stands alone.",
              "Its %s neighbours in the grid have a Sharpe ratio of %s on average, it has %s."
                  .formatted(
                      warning.text("neighbours"),
                      ratio(warning, "neighbours_mean"),
                      ratio(warning, "sharpe")));
      case CLIFF -> cliff(warning);
      case FADES ->
          new Sentence(
              "The best run fades.",
              "Sharpe ratio %s in the first half, %s in the second."
                  .formatted(
                      ratio(warning, "first_half_sharpe"), ratio(warning, "second_half_sharpe")));
      case CONCENTRATED -> concentrated(warning);
      case SHORT_RECORD -> shortRecord(warning);
      case EDGE_OF_GRID ->
          new Sentence(
              "The best value is at the edge of the grid: %s %s."
                  .formatted(text(warning, "axis"), text(warning, "value")),
              "Better values may lie outside.");
      case ASSUMPTION_AXIS ->
          new Sentence(
              text(warning, "axis") + " is an assumption, not a choice.",
              "The most favourable value always wins; compare runs within one value.");
      case FAILED_RUNS ->
          new Sentence(runs(warning, "did not succeed"), ": " + causes(warning) + ".");
      case IDENTICAL_EQUITY ->
          new Sentence(
              "Different parameters, identical equity.",
              "%s; %s had no effect. They count as one run in PBO.%s"
                  .formatted(
                      joined(warning.texts("run_ids"), " = "),
                      joined(warning.texts("parameters"), ", "),
                      alike(warning)));
      case NO_ORDERS ->
          new Sentence(
              count(warning.texts("run_ids").size(), "never traded."),
              joined(warning.texts("run_ids"), ", "));
      case OUTSIDE_GROUP ->
          new Sentence(
              warning.texts("run_ids").size() == 1
                  ? "1 run covers other dates"
                  : warning.texts("run_ids").size() + " runs cover other dates",
              " and "
                  + (warning.texts("run_ids").size() == 1 ? "takes" : "take")
                  + " no part in the statistics of selection.");
      case INCOMPLETE_GRID ->
          new Sentence(
              "The grid has gaps",
              ": %s of %s runs have a result."
                  .formatted(warning.text("present"), warning.text("planned")));
      case RUN_WARNINGS ->
          new Sentence(
              count((int) warning.number("runs"), "").strip()
                  + ": "
                  + warning.text("warning")
                  + ".",
              firstSentence(warning.text("warning")));
    };
  }

  private Sentence hardlyBetter(BatchWarning warning) {
    boolean more = warning.number("sharpe") > warning.number("benchmark_sharpe");
    return new Sentence(
        "The best run is %s %s"
            .formatted(
                more ? "hardly better than" : "no better than", text(warning, "benchmark_run_id")),
        ", which has a Sharpe ratio of %s; the best of %d candidates has %s."
            .formatted(
                ratio(warning, "benchmark_sharpe"),
                analysis.sets().candidates().size(),
                ratio(warning, "sharpe")));
  }

  private Sentence cliff(BatchWarning warning) {
    List<Map<?, ?>> steps = new ArrayList<>();
    for (Object step : (List<?>) warning.fields().get("steps")) {
      steps.add((Map<?, ?>) step);
    }
    String axes =
        steps.stream()
            .map(step -> outside.apply(step.get("axis").toString()))
            .distinct()
            .collect(Collectors.joining(", "));
    String rest =
        steps.stream()
            .map(
                step ->
                    "One step from %s to %s takes the Sharpe ratio from %s to %s."
                        .formatted(
                            outside.apply(step.get("from").toString()),
                            outside.apply(step.get("to").toString()),
                            ratio(warning, "sharpe"),
                            Figures.ratio(((Number) step.get("sharpe")).doubleValue())))
            .collect(Collectors.joining(" "));
    return new Sentence("The best run stands at a cliff: " + axes + ".", rest);
  }

  private Sentence concentrated(BatchWarning warning) {
    List<String> claims = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    if (warning.has("top_10_share")) {
      claims.add("few days");
      rest.add(
          "Ten days: "
              + share(warning, "top_10_share")
              + " of the growth"
              + (warning.has("benchmark_top_10_share")
                  ? ", benchmark " + share(warning, "benchmark_top_10_share") + "."
                  : "."));
    }
    if (warning.has("best_year")) {
      claims.add("one year");
      rest.add(
          warning.text("best_year") + ": " + share(warning, "best_year_share") + " of the growth.");
    }
    if (warning.has("symbol")) {
      claims.add("one name");
      rest.add(
          text(warning, "symbol")
              + ": "
              + share(warning, "symbol_share")
              + " of the book on average.");
    }
    String claim = String.join(" and ", claims) + " made the result.";
    return new Sentence(
        Character.toUpperCase(claim.charAt(0)) + claim.substring(1), String.join(" ", rest));
  }

  private Sentence shortRecord(BatchWarning warning) {
    boolean tooShort =
        warning.has("minimum_track_record_days")
            && warning.number("returns") < warning.number("minimum_track_record_days");
    String rest =
        tooShort
            ? "%s days; %s are needed to believe in a Sharpe ratio above 0 at 95 %%."
                .formatted(
                    warning.text("returns"),
                    Figures.whole(Math.ceil(warning.number("minimum_track_record_days"))))
            : warning.text("returns") + " days are fewer than two years.";
    return new Sentence("The record is short.", rest);
  }

  private static String runs(BatchWarning warning, String what) {
    return count((int) warning.number("runs"), what);
  }

  private static String count(int runs, String what) {
    return (runs == 1 ? "1 run " : runs + " runs ") + what;
  }

  /** How many further sets of identical curves differ in the same parameters. */
  private String alike(BatchWarning identical) {
    long others =
        analysis.warnings().stream()
                .filter(warning -> warning.kind() == identical.kind())
                .filter(
                    warning -> warning.texts("parameters").equals(identical.texts("parameters")))
                .count()
            - 1;
    return others == 0
        ? ""
        : " So it is in " + others + (others == 1 ? " more set of runs." : " more sets of runs.");
  }

  private String causes(BatchWarning warning) {
    return ((Map<?, ?>) warning.fields().get("causes"))
        .entrySet().stream()
            .map(cause -> outside.apply(cause.getKey().toString()) + " " + cause.getValue())
            .collect(Collectors.joining(", "));
  }

  private String joined(List<String> names, String separator) {
    String shown =
        names.stream().limit(MOST_IDS).map(outside).collect(Collectors.joining(separator));
    return names.size() <= MOST_IDS ? shown : shown + " and " + (names.size() - MOST_IDS) + " more";
  }

  private String firstSentence(String kind) {
    return analysis.sets().runs().stream()
        .flatMap(run -> run.result().trace().warnings().stream())
        .filter(warning -> warning.kind().label().equals(kind))
        .findFirst()
        .map(RunWarning::text)
        .map(outside)
        .orElse("");
  }

  private String text(BatchWarning warning, String field) {
    return outside.apply(warning.text(field));
  }

  private static String ratio(BatchWarning warning, String field) {
    return Figures.ratio(warning.number(field));
  }

  private static String share(BatchWarning warning, String field) {
    return Figures.percent(warning.number(field));
  }
}
