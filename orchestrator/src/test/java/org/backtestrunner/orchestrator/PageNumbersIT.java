package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.PageText.DASH;
import static org.backtestrunner.orchestrator.PageText.number;
import static org.backtestrunner.orchestrator.PageText.percent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every number that the page of a batch shows, reckoned from the files that programs read. */
class PageNumbersIT {
  private static final String ARROW = " \u2192 ";

  /** In the order of the ranking: name, decimals, a share of 1 or not, shown in percent or not. */
  private static final List<String> COLUMNS =
      List.of(
          ("sharpe 2|deflated_sharpe 1 share|cagr 1 share|volatility 1 share|max_dd_pct 1 percent"
                  + "|turnover 1|information_ratio 2|first_half_sharpe 2|second_half_sharpe 2"
                  + "|neighbours_mean 2|top_10_share 1 share|smooth 2|psr 1 share|sortino 2|calmar 2"
                  + "|total_return 1 share|max_dd_days 0|ulcer_index 2|skewness 2|kurtosis 2"
                  + "|var_95 1 share|cvar_95 1 share|best_month 1 share|worst_month 1 share"
                  + "|positive_months 1 share|avg_gross_exposure 2|avg_net_exposure 2"
                  + "|avg_positions 1|orders 0|cost_drag 1 share|beta 2|alpha 1 share|correlation 2"
                  + "|tracking_error 1 share|excess_return 1 share|up_capture 1 share"
                  + "|down_capture 1 share")
              .split("\\|"));

  @TempDir private static Path work;
  private static BatchOutput output;
  private static PageText page;
  private static JsonNode statistics;
  private static JsonNode best;
  private static final Map<Integer, JsonNode> SUMMARY = new LinkedHashMap<>();
  private static final Map<Integer, JsonNode> FURTHER = new HashMap<>();

  @BeforeAll
  static void runABatch() {
    BatchFixture fixture = new BatchFixture(work);
    fixture.write("one_bar.csv", "timestamp,symbol,close\n2015-03-02,A,1\n");
    fixture.writePrices("prices.csv", 8, 300);
    fixture.writeBundle("bundle.yaml");
    fixture.write(
        "batch.yaml",
        """
        batch_name: "numbers"
        output_root: "out"
        base_args:
          strategy: "multifactor_long_short"
          price_file: "prices.csv"
          bundle_path: "bundle.yaml"
          start_date: "2015-01-01"
          end_date: "2016-02-12"
          commission_bps: 5
        runs:
          - {id: "hold", tags: ["benchmark"], overrides: {strategy: "buy_and_hold"}}
          - {id: "broken", overrides: {price_file: "one_bar.csv"}}
        grid: {top_quantile: [0.2, 0.3, 0.4], rebalance_freq: [W, M]}
        """);
    Result result = fixture.batch();
    assertEquals(1, result.exitCode(), result::told);
    output = fixture.output("numbers");
    page = new PageText(BatchOutput.text(output.directory().resolve("batch_report.html")));
    statistics = BatchOutput.json(output.directory().resolve("batch_statistics.json"));
    best = statistics.get("best");
    output.summary().get("runs").forEach(run -> SUMMARY.put(run.get("run_index").asInt(), run));
    statistics.get("runs").forEach(run -> FURTHER.put(run.get("run_index").asInt(), run));
  }

  private static JsonNode metrics(int run) {
    return SUMMARY.get(run).get("metrics");
  }

  private static int bestRun() {
    return best.get("run_index").asInt();
  }

  private static int index(String id) {
    return SUMMARY.keySet().stream()
        .filter(run -> SUMMARY.get(run).get("run_id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String label(int run) {
    JsonNode parameters = SUMMARY.get(run).get("parameters");
    return SUMMARY.get(run).get("run_id").asText().startsWith("top_")
        ? "top %s \u00b7 rebalance %s"
            .formatted(
                parameters.get("top_quantile").asText(), parameters.get("rebalance_freq").asText())
        : SUMMARY.get(run).get("run_id").asText();
  }

  private static EquityRows curve(int run) throws IOException {
    return EquityRows.read(output.run(run, SUMMARY.get(run).get("run_id").asText()));
  }

  /** The number of a column as the page shows it; a dash where the files have none. */
  private static String shown(String column, int run) {
    String[] words = column.split(" ");
    JsonNode own = metrics(run);
    Optional<JsonNode> value =
        Stream.of(own, FURTHER.get(run))
            .filter(of -> of.hasNonNull(words[0]))
            .map(of -> of.get(words[0]))
            .findFirst();
    if (value.isEmpty()) {
      return DASH;
    }
    double factor = words.length > 2 && words[2].equals("share") ? 100 : 1;
    String text = number(factor * value.get().asDouble(), Integer.parseInt(words[1]));
    return words.length > 2 ? text + " %" : text;
  }

  @Test
  void thoseOfTheRankingAreThoseOfEveryRun() throws IOException {
    List<String> rows = page.section("ranking").found("(<tr data-row=.*?</tr>)");
    assertEquals(SUMMARY.size(), rows.size());
    List<Integer> order = new ArrayList<>();
    for (String row : rows) {
      PageText text = new PageText(row);
      int run = Integer.parseInt(text.found("href=\"#(?:run=|fail-)(\\d+)\"").get(0));
      order.add(run);
      List<String> cells = text.shown("<td(?: class=\"further\")?>(.*?)</td>");
      List<String> expected = COLUMNS.stream().map(column -> shown(column, run)).toList();
      assertEquals(expected, cells.subList(1, 1 + COLUMNS.size()), "run " + run);
    }
    JsonNode data =
        new ObjectMapper().readTree(page.found("<script[^>]*id=\"data\">(.*?)</script>").get(0));
    for (int row = 0; row < order.size(); row++) {
      assertEquals(order.get(row), data.at("/rows/run/" + row).asInt());
      for (int column = 0; column < COLUMNS.size(); column++) {
        String text = shown(COLUMNS.get(column), order.get(row));
        String digits = text.replaceAll("[. %]", "").replace('\u2212', '-');
        JsonNode value = data.at("/rows/numbers/" + column + "/" + row);
        String where = COLUMNS.get(column) + " of run " + order.get(row);
        assertEquals(
            text.equals(DASH) ? "null" : Long.toString(Long.parseLong(digits)),
            value.toString(),
            where);
      }
    }
  }

  @Test
  void thoseOfTheVerdictAreThoseOfTheStatistics() {
    PageText verdict = page.section("verdict");
    JsonNode benchmark = statistics.get("benchmark");
    JsonNode trials = statistics.get("trials");
    JsonNode pbo = statistics.get("pbo");
    double difference = best.get("benchmark_difference").asDouble();
    assertEquals(
        List.of(
            number(best.get("sharpe"), 2),
            (difference > 0 ? "+" : "") + number(difference, 2),
            percent(best.get("deflated_sharpe")),
            percent(pbo.get("pbo")),
            number(best.get("first_half_sharpe"), 2)
                + ARROW
                + number(best.get("second_half_sharpe"), 2)),
        verdict.shown("<p class=\"number\"><b>(.*?)</b>"));
    List<String> sentences = verdict.shown("</b>[^<]*</p>(?:<p><a.*?</a></p>)?<p>(.*?)</p></div>");
    assertEquals(
        "%s a year; worst loss %s."
            .formatted(
                percent(metrics(bestRun()).get("cagr")),
                number(metrics(bestRun()).get("max_dd_pct"), 1) + " %"),
        sentences.get(0));
    assertTrue(
        sentences
            .get(1)
            .startsWith(
                "It has a Sharpe ratio of %s. %s that the difference"
                    .formatted(
                        number(benchmark.get("sharpe"), 2),
                        percent(best.get("probability_above_benchmark")))),
        sentences.get(1));
    String luck = "The best of %s unskilled runs that differ as much as these would show %s.";
    assertTrue(
        sentences
            .get(2)
            .startsWith(
                luck.formatted(
                    trials.get("n").asText(), number(trials.get("expected_max_sharpe"), 2))),
        sentences.get(2));
    if (trials.get("spread").asText().equals("differ_in_kind")) {
      String alone = percent(best.get("deflated_sharpe_luck_only"));
      assertTrue(sentences.get(2).contains("(luck alone: " + alone + ","), sentences.get(2));
    }
    String choosing =
        "Sharpe %s there, %s on the other half; hold had %s, and was beaten in %s of %s";
    assertTrue(
        sentences
            .get(3)
            .contains(
                choosing.formatted(
                    number(pbo.get("seen_sharpe_median"), 2),
                    number(pbo.get("unseen_sharpe_median"), 2),
                    number(pbo.get("benchmark_unseen_sharpe_median"), 2),
                    percent(pbo.get("benchmark_beaten")),
                    grouped(pbo.get("splits").asInt()))),
        sentences.get(3));
    assertTrue(
        sentences
            .get(4)
            .endsWith(
                "One grid step away: " + number(best.get("neighbours_mean"), 2) + " on average."),
        sentences.get(4));
    JsonNode robust = BatchOutput.json(output.directory().resolve("best_params.json"));
    verdict
        .shown("<p class=\"note\">More robust: (.*?)</p>")
        .forEach(note -> assertTrue(robust.toString().contains("robust"), note));
  }

  private static String grouped(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  @Test
  void thoseOfTheWarningsAreTheirMembers() {
    List<String> sentences = page.section("verdict").shown("<li>(.*?)</li>");
    int count = sentences.size();
    assertTrue(count > 0);
    assertTrue(
        page.section("verdict")
            .html()
            .contains(count + (count == 1 ? " thing" : " things") + " to"));
    for (String sentence : sentences) {
      List<String> numbers = new PageText(sentence).found("(\u2212?\\d+(?:\\.\\d+)?(?: %)?)");
      boolean found = false;
      for (JsonNode warning : statistics.get("warnings")) {
        List<String> members = new ArrayList<>();
        leaves(warning, members);
        if (warning.has("warning")) {
          // Its sentence is that of the first run that gave it.
          SUMMARY.values().forEach(run -> leaves(run.get("warnings"), members));
        }
        found |= members.containsAll(numbers);
      }
      assertTrue(found, sentence + " in " + statistics.get("warnings"));
    }
  }

  /** Each text and number below a node in all forms in which a sentence may have it. */
  private static void leaves(JsonNode node, List<String> forms) {
    node.forEach(child -> leaves(child, forms));
    if (node.isNumber()) {
      forms.addAll(
          List.of(number(node, 0), number(node, 2), percent(node), number(node, 1) + " %"));
    } else if (node.isTextual()) {
      forms.addAll(new PageText(node.asText()).found("(\\d+(?:\\.\\d+)?)"));
    }
  }

  @Test
  void thoseOfTheParametersAreThoseOfTheGridAndItsRuns() {
    PageText section = page.section("parameters");
    JsonNode effects = statistics.at("/grids/0/effects/sharpe");
    Map<String, String> shares = new LinkedHashMap<>();
    section.rows("class=\"bars\"").forEach(row -> shares.put(row.get(0), row.get(2)));
    Map<String, String> expected = new HashMap<>();
    effects
        .get("eta_squared")
        .properties()
        .forEach(share -> expected.put(share.getKey(), percent(share.getValue())));
    expected.put("together only", percent(effects.get("rest")));
    assertEquals(expected, shares);
    List<String> cells = section.found("<td data-row=\"\\d+\"[^>]*>(.*?)</td>");
    assertEquals(6, cells.size());
    double benchmark = statistics.at("/benchmark/sharpe").asDouble();
    for (String cell : cells) {
      int run = Integer.parseInt(new PageText(cell).found("#run=(\\d+)").get(0));
      double sharpe = metrics(run).get("sharpe").asDouble();
      assertEquals(number(sharpe, 2) + (sharpe > benchmark ? "\u25b2" : ""), PageText.plain(cell));
    }
    JsonNode chosen = SUMMARY.get(bestRun()).get("parameters");
    List<String> slices = section.shown("aria-label=\"(The best run with only [^\"]*)\"");
    assertEquals(2, slices.size());
    for (String axis : List.of("top_quantile", "rebalance_freq")) {
      String other = axis.equals("top_quantile") ? "rebalance_freq" : "top_quantile";
      StringBuilder sentence = new StringBuilder("The best run with only " + axis + " moved,");
      sentence.append(" Sharpe ratio:");
      for (String value :
          axis.equals("top_quantile") ? List.of("0.2", "0.3", "0.4") : List.of("W", "M")) {
        int run =
            SUMMARY.keySet().stream()
                .filter(index -> SUMMARY.get(index).get("run_id").asText().startsWith("top_"))
                .filter(index -> parameter(index, axis).equals(value))
                .filter(index -> parameter(index, other).equals(chosen.get(other).asText()))
                .findFirst()
                .orElseThrow();
        sentence.append(" " + value + ": " + number(metrics(run).get("sharpe"), 2) + ",");
      }
      String told = sentence.substring(0, sentence.length() - 1) + ".";
      assertTrue(slices.contains(told), told + " in " + slices);
    }
  }

  private static String parameter(int run, String name) {
    return SUMMARY.get(run).get("parameters").get(name).asText();
  }

  @Test
  void thoseOfLuckAreThoseOfTheStatistics() {
    PageText section = page.section("luck");
    JsonNode pbo = statistics.get("pbo");
    JsonNode trials = statistics.get("trials");
    JsonNode own = metrics(bestRun());
    List<String> bins = section.found("<i class=\"(?:low|high)\" title=\"([^\"]*)\"");
    assertEquals(
        IntStream.range(0, 20)
            .mapToObj(bin -> grouped(pbo.get("rank_histogram").get(bin).asInt()))
            .toList(),
        bins);
    assertTrue(
        section
            .html()
            .contains(
                "%s splits into halves of %d days"
                    .formatted(
                        grouped(pbo.get("splits").asInt()),
                        pbo.get("block_length").asInt() * pbo.get("blocks").asInt() / 2)));
    assertTrue(section.html().contains("worst of " + pbo.get("columns").asText()));
    assertEquals(
        List.of(percent(pbo.get("pbo"))), section.shown("<p>In <b>(.*?)</b> of the splits"));
    List<List<String>> chosen = section.rows("class=\"bars\"");
    for (int i = 0; i < chosen.size(); i++) {
      JsonNode run = pbo.get("chosen").get(i);
      double share = run.get("count").asDouble() / pbo.get("splits").asDouble();
      assertEquals(
          List.of(label(index(run.get("run_id").asText())), "", percent(share)), chosen.get(i));
    }
    assertTrue(
        section.html().contains("<p>" + pbo.get("distinct_chosen").asText() + " different runs"));
    assertEquals(
        "Median %s%s%s; below zero in %s of the splits. hold on the same unseen halves: %s."
            .formatted(
                number(pbo.get("seen_sharpe_median"), 2),
                ARROW,
                number(pbo.get("unseen_sharpe_median"), 2),
                percent(pbo.get("unseen_below_zero")),
                number(pbo.get("benchmark_unseen_sharpe_median"), 2)),
        section.shown("<p class=\"scripted\">(.*?)</p>").get(0));
    assertEquals(
        List.of(
            number(best.get("sharpe"), 4),
            trials.get("n").asText(),
            number(trials.get("sharpe_std"), 4),
            number(trials.get("luck_sharpe_std"), 4),
            number(trials.get("expected_max_sharpe"), 4),
            number(own.get("skewness"), 2) + ", " + number(own.get("kurtosis"), 2),
            number(own.get("psr"), 4),
            number(own.get("deflated_sharpe"), 4),
            number(best.get("deflated_sharpe_luck_only"), 4),
            number(trials.get("mean_correlation"), 2),
            number(trials.get("n_effective"), 1)
                + ARROW
                + number(best.get("deflated_sharpe_effective"), 4),
            number(trials.get("best_unskilled_sharpe"), 2),
            best.hasNonNull("minimum_track_record_days")
                ? number(Math.ceil(best.get("minimum_track_record_days").asDouble()), 0)
                    + " of "
                    + statistics.at("/group/returns").asText()
                : DASH,
            best.hasNonNull("minimum_backtest_years")
                ? number(best.get("minimum_backtest_years"), 1)
                : DASH),
        section.rows("class=\"pairs\"").stream().map(row -> row.get(1)).toList());
  }

  @Test
  void thoseOfTheCurvesAreThoseOfTheEquityFile() throws IOException {
    EquityRows rows = curve(bestRun());
    PageText curves = page.section("curves");
    assertTrue(
        curves
            .html()
            .contains("of the %d runs".formatted(statistics.at("/candidates/eligible").asInt())));
    String growth = rows.growth(label(bestRun()));
    String drawdown = rows.drawdown(label(bestRun()));
    assertEquals(List.of(growth, drawdown), curves.shown("aria-label=\"([^\"]*)\"><p>"));
    List<String> charts = page.section("one-run").shown("role=\"img\" aria-label=\"([^\"]*)\"");
    assertEquals(List.of(growth, drawdown, rows.rolling(), rows.exposure()), charts);
  }

  @Test
  void thoseOfOneRunAreThoseOfItsFiles() throws IOException {
    PageText section = page.section("one-run");
    Map<String, String> shown = new LinkedHashMap<>();
    List<String> names = section.found("<(?:dd|td) data-column=\"([^\"]*)\"");
    List<String> values = section.shown("<(?:dd|td) data-column=\"[^\"]*\">(.*?)</(?:dd|td)>");
    for (int i = 0; i < names.size(); i++) {
      shown.put(names.get(i), values.get(i));
    }
    assertEquals(COLUMNS.size(), shown.size());
    for (String column : COLUMNS) {
      assertEquals(shown(column, bestRun()), shown.get(column.split(" ")[0]), column);
    }
    EquityRows rows = curve(bestRun());
    List<List<String>> months = section.rows("id=\"run-months\"");
    assertEquals(rows.months(), months.subList(1, months.size()));
    assertEquals(rows.drawdowns(), section.rows("id=\"run-drawdowns\""));
    assertEquals(rows.turnover(), section.rows("id=\"run-turnover\""));
    Map<String, String> parameters = new LinkedHashMap<>();
    section.rows("id=\"run-parameters\"").forEach(row -> parameters.put(row.get(0), row.get(1)));
    Map<String, String> expected = new LinkedHashMap<>();
    SUMMARY
        .get(bestRun())
        .get("parameters")
        .properties()
        .forEach(entry -> expected.put(entry.getKey(), entry.getValue().asText()));
    assertEquals(expected, parameters);
  }

  @Test
  void thoseOfCostFailuresAndProvenanceAreThoseOfTheManifests() {
    List<List<String>> cost = page.section("cost").rows("class=\"plain\"");
    assertEquals(costs("runtime_sec", 1, true), cost.get(1));
    assertEquals(costs("cpu_sec", 1, true), cost.get(2));
    assertEquals(costs("peak_rss_mb", 0, false), cost.get(3));
    assertEquals(costs("attempts", 0, true), cost.get(4));
    JsonNode broken = SUMMARY.get(1);
    String failure = page.section("failures").shown("<p class=\"note\">(.*?)</p>").get(0);
    assertEquals(
        "failed \u00b7 exit code %d \u00b7 %d attempt"
            .formatted(broken.get("exit_code").asInt(), broken.get("attempts").asInt()),
        failure);
    assertTrue(page.section("failures").html().contains("</code>: 1 run<"));
    List<List<String>> files = page.section("provenance").rows("class=\"plain\"");
    JsonNode inputs = output.runManifest(0, "hold").get("inputs");
    assertEquals(
        List.of(
            "price_file",
            inputs.get(0).get("path").asText(),
            grouped(inputs.get(0).get("bytes").asInt()),
            inputs.get(0).get("sha256").asText()),
        files.get(1));
    String header = page.shown("<header>\\s*<p class=\"note\">(.*?)</p>").get(0);
    assertTrue(
        header.endsWith(
            "%s to %s \u00b7 8 runs: 7 succeeded, 1 failed"
                .formatted(
                    statistics.at("/group/start_date").asText(),
                    statistics.at("/group/end_date").asText())),
        header);
  }

  /** Median, largest, whose, sum of a member of all runs. */
  private static List<String> costs(String member, int decimals, boolean summed) {
    List<Integer> runs =
        SUMMARY.keySet().stream()
            .filter(run -> SUMMARY.get(run).get(member).isNumber())
            .sorted(Comparator.comparingDouble(run -> SUMMARY.get(run).get(member).asDouble()))
            .toList();
    double[] values =
        runs.stream().mapToDouble(run -> SUMMARY.get(run).get(member).asDouble()).toArray();
    int middle = values.length / 2;
    double median =
        values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    double sum = 0;
    for (JsonNode run : SUMMARY.values()) {
      sum += run.get(member).isNumber() ? run.get(member).asDouble() : 0;
    }
    double largest = values[values.length - 1];
    int whose =
        runs.stream()
            .filter(run -> SUMMARY.get(run).get(member).asDouble() == largest)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Map<String, String> names =
        Map.of(
            "runtime_sec", "run time, s",
            "cpu_sec", "CPU, s",
            "peak_rss_mb", "memory, MB",
            "attempts", "attempts");
    List<String> row = new ArrayList<>(List.of(names.get(member), number(median, decimals)));
    row.addAll(List.of(number(largest, decimals), label(whose)));
    row.add(summed ? number(sum, decimals) : DASH);
    return row;
  }
}
