package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The page of a batch in a real browser: what people see, and what happens when they click. */
@EnabledIf("thereIsChromium")
class PageInBrowserIT {
  private static final String GRID =
      """
      runs:
        - {id: "hold", tags: ["benchmark"], overrides: {strategy: "buy_and_hold"}}
        - {id: "broken", overrides: {price_file: "one_bar.csv"}}
        - {id: "low", tags: ["cautious"], overrides: {max_gross_exposure: 0.3}}
      grid:
        top_quantile: [0.2, 0.3, 0.4]
        bottom_quantile: [0, 0.1]
        rebalance_freq: [W, M]
      walk_forward: {in_sample: 4m, out_of_sample: 1m, select: cagr}
      """;

  @TempDir private static Path work;
  private static Path page;
  @TempDir private Path browsing;
  private Chromium chromium;

  static boolean thereIsChromium() {
    return Chromium.find().isPresent();
  }

  @BeforeAll
  static void runABatch() {
    page = batch("main", GRID);
  }

  @BeforeEach
  void openABrowser() {
    chromium = new Chromium(Chromium.find().orElseThrow(), browsing);
  }

  private static Path batch(String name, String more) {
    BatchFixture fixture = new BatchFixture(work.resolve(name));
    fixture.write("one_bar.csv", "timestamp,symbol,close\n2015-03-02,A,1\n");
    fixture.writeBatch(name, more);
    Result result = fixture.batch();
    assertTrue(result.exitCode() < 2, result::told);
    return fixture.output(name).directory().resolve("batch_report.html");
  }

  private static List<String> list(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  @Test
  void everyFigureHasPixelsAndASentence() {
    JsonNode told =
        chromium.ask(
            page,
            "",
            """
            told.charts = Object.fromEntries(all('.chart').map((c) =>
              [c.id, c.querySelector('canvas') ? pixels(c.querySelector('canvas')) : 0]));
            told.silent = all('[role=img]').filter((c) => c.getAttribute('aria-label').length < 20).length;
            told.visible = all('.chart > p').filter((p) => p.getClientRects().length > 0).length;
            told.bars = all('.histogram i').filter((bar) => bar.offsetHeight > 0).length;
            told.heat = all('.heat td[data-row]').length;
            """);

    Map<String, Integer> charts = new TreeMap<>();
    told.get("charts").properties().forEach(e -> charts.put(e.getKey(), e.getValue().asInt()));
    assertTrue(
        charts.keySet().containsAll(List.of("equity-chart", "drawdown-chart")), charts::toString);
    assertTrue(charts.keySet().containsAll(List.of("slice-0-0", "slice-0-1", "slice-0-2")));
    assertTrue(charts.keySet().containsAll(List.of("run-growth", "run-drawdown", "run-exposure")));
    charts.remove("run-rolling");
    charts.forEach((id, pixels) -> assertTrue(pixels > 500, id + " has " + pixels + " pixels"));
    assertEquals(0, told.get("silent").asInt());
    // That of the rolling Sharpe ratio: the runs have fewer than 252 returns.
    assertEquals(1, told.get("visible").asInt());
    assertTrue(told.get("bars").asInt() > 0);
    // Two facets of six cells, and three pairs of 6, 6 and 4.
    assertEquals(28, told.get("heat").asInt());
  }

  /** Its numbers are those of the files, and its folds lie on one line of time. */
  @Test
  void aWalkForwardIsToldByItsCurveAndItsFolds() throws IOException {
    JsonNode told =
        chromium.ask(
            page,
            "",
            """
            const section = '#walk-forward ';
            told.row = texts(section + 'table:first-of-type tbody tr:first-child td');
            told.head = texts(section + 'table:first-of-type thead th').slice(1);
            const folds = all(section + '.strip').map((cell) => cell.parentElement);
            told.folds = folds.map((tr) => [...tr.cells].map((td) => td.textContent.replaceAll('\u00a0', ' ')));
            told.links = folds.map((tr) => tr.querySelector('a').getAttribute('href'));
            told.bars = folds.map((tr) => [...tr.querySelectorAll('i')].map((bar) =>
              [bar.className, Math.round(bar.offsetLeft), Math.round(bar.offsetLeft + bar.offsetWidth)]));
            told.legend = texts(section + '.legend span');
            """);

    List<String> lines = Files.readAllLines(page.resolveSibling("walk_forward.csv"));
    List<String> names = List.of(lines.get(0).split(",", -1));
    List<String> cells = List.of(lines.get(1).split(",", -1));
    String sharpe = cells.get(names.indexOf("sharpe"));
    String shown = list(told.get("row")).get(list(told.get("head")).indexOf("Sharpe"));
    assertEquals(
        Double.parseDouble(sharpe), Double.parseDouble(shown.replace('\u2212', '-')), 0.005);
    List<String> folds = Files.readAllLines(page.resolveSibling("walk_forward_folds.csv"));
    assertEquals(folds.size() - 1, told.get("folds").size());
    int last = folds.size() - 2;
    assertEquals("next", told.at("/folds/" + last + "/0").asText());
    List<String> columns = List.of(folds.get(0).split(",", -1));
    for (int i = 0; i < last; i++) {
      List<String> fold = List.of(folds.get(i + 1).split(",", -1));
      assertEquals(Integer.toString(i), told.at("/folds/" + i + "/0").asText());
      assertTrue(told.at("/links/" + i).asText().matches("#run=\\d{4}"), told::toString);
      String dates = told.at("/folds/" + i + "/1").asText();
      assertTrue(dates.contains(fold.get(columns.indexOf("oos_start"))), dates);
      assertEquals("is", told.at("/bars/" + i + "/0/0").asText());
      int in = told.at("/bars/" + i + "/0/2").asInt();
      int out = told.at("/bars/" + i + "/1/1").asInt();
      assertTrue(in <= out + 1, "in sample comes before out of sample: " + told.get("bars"));
    }
    assertEquals(
        List.of("the choices", "best run, known afterwards", "benchmark"),
        list(told.get("legend")));
  }

  @Test
  void aHeadSortsAndWhatIsUndefinedStaysLast() {
    JsonNode told =
        chromium.ask(
            page,
            "",
            """
            const click = (name) => one(`[data-column=${name}]`).click();
            const values = (place) => texts(`#ranking-table tbody tr td:nth-child(${place})`);
            told.first = one('[data-column=sharpe]').parentElement.getAttribute('aria-sort');
            // Of which less is more.
            click('turnover');
            told.up = values(8);
            told.upSort = one('[data-column=turnover]').parentElement.getAttribute('aria-sort');
            click('turnover');
            told.down = values(8);
            told.downSort = one('[data-column=turnover]').parentElement.getAttribute('aria-sort');
            told.others = all('th[aria-sort]').filter((th) => th.getAttribute('aria-sort') !== 'none').length;
            click('rank');
            told.ranks = values(1);
            """);

    List<String> down = list(told.get("down"));
    List<String> up = list(told.get("up"));
    assertEquals("descending", told.get("first").asText());
    assertEquals(
        List.of("descending", "ascending"),
        List.of(told.get("downSort").asText(), told.get("upSort").asText()));
    assertEquals(1, told.get("others").asInt());
    assertEquals(15, down.size());
    assertEquals("\u2013", down.get(14));
    assertEquals("\u2013", up.get(14));
    List<Double> falling = down.subList(0, 14).stream().map(Double::valueOf).toList();
    List<Double> rising = up.subList(0, 14).stream().map(Double::valueOf).toList();
    assertEquals(falling.stream().sorted(Comparator.reverseOrder()).toList(), falling);
    assertEquals(falling.stream().sorted().toList(), rising);
    assertEquals("1", told.get("ranks").get(0).asText());
  }

  @Test
  void theFilterTakesValuesOfAxesExactlyAndAllElseAsParts() {
    JsonNode told =
        chromium.ask(
            page,
            "",
            """
            const filtered = (query) => {
              set('#filter', query, 'input');
              return [texts('#ranking-table tbody th'), one('#filter-count').textContent];
            };
            told.exact = filtered('bottom 0');
            told.fullName = filtered('bottom_quantile 0.10 · rebalance M');
            told.part = filtered('CAUTIOUS');
            told.status = filtered('bad_data');
            told.none = filtered('nothing like it');
            told.all = filtered('');
            """);

    assertEquals("6 of 15 runs", told.get("exact").get(1).asText());
    list(told.get("exact").get(0)).forEach(label -> assertTrue(label.contains("bottom 0 "), label));
    assertEquals("3 of 15 runs", told.get("fullName").get(1).asText());
    assertEquals(List.of("low"), list(told.get("part").get(0)));
    assertEquals(List.of("broken failed, bad_data"), list(told.get("status").get(0)));
    assertEquals("0 of 15 runs", told.get("none").get(1).asText());
    assertEquals(15, told.get("all").get(0).size());
  }

  @Test
  void switchesChangeWhatTheyNameAndNothingElse() {
    JsonNode told =
        chromium.ask(
            page,
            "",
            """
            const cells = () => texts('.maps .heat td[data-row] a');
            const inkOf = (id) => {
              const canvas = one('#' + id + ' canvas');
              const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              return data.reduce((sum, value, i) => i % 4 === 3 ? sum + value : sum, 0);
            };
            told.sharpe = cells();
            told.title = texts('.metric-name');
            set('select.metric', 'max_dd_pct', 'change');
            told.loss = cells();
            told.lossTitle = texts('.metric-name');
            set('select.metric', 'sharpe', 'change');
            told.again = cells();
            set('.pair-mode input[value=median]', true, 'change');
            told.median = texts('.heat[data-pair] td small').length;
            set('.pair-mode input[value=best]', true, 'change');
            told.best = texts('.heat[data-pair] td[data-row]').length;
            const before = inkOf('equity-chart');
            set('#every-run', true, 'change');
            await wait(50);
            told.moreInk = inkOf('equity-chart') > before;
            set('#log-scale', false, 'change');
            await wait(50);
            told.ink = inkOf('equity-chart');
            const width = one('#ranking-table').scrollWidth;
            set('#further', true, 'change');
            told.wider = one('#ranking-table').scrollWidth > width;
            told.pressed = all('button, a, input, select').filter((e) => e.tabIndex < 0).length;
            """);

    assertFalse(told.get("sharpe").equals(told.get("loss")));
    list(told.get("loss")).forEach(cell -> assertTrue(cell.contains("%"), cell));
    assertTrue(list(told.get("lossTitle")).get(0).startsWith("Worst loss"));
    assertEquals(told.get("sharpe"), told.get("again"));
    assertEquals(16, told.get("median").asInt());
    assertEquals(16, told.get("best").asInt());
    assertTrue(told.get("moreInk").asBoolean());
    assertTrue(told.get("ink").asInt() > 500);
    assertTrue(told.get("wider").asBoolean());
    assertEquals(0, told.get("pressed").asInt());
  }

  @Test
  void aRunIsShownByClickByChooserAndByAddress() {
    String script =
        """
        const shown = () => ({
          name: one('#run-name').textContent,
          sharpe: one('#run-figures [data-column=sharpe]').textContent,
          months: texts('#run-months tbody td').filter((t) => t !== '').length,
          strategy: texts('#run-parameters td')[0],
          files: texts('#run-files a'),
          replay: one('#run-replay').textContent,
          legend: texts('#curve-legend span'),
          chosen: one('#run-chooser').value,
        });
        told.byAddress = shown();
        one('#ranking-table a[href="#run=0000"]').click();
        await wait(100);
        told.byClick = shown();
        const low = texts('#run-chooser option').indexOf('low');
        set('#run-chooser', all('#run-chooser option')[low].value, 'change');
        await wait(100);
        told.byChooser = shown();
        told.address = location.hash;
        """;

    JsonNode told = chromium.ask(page, "#run=0003", script);

    assertEquals("top 0.2 \u00b7 bottom 0 \u00b7 rebalance W", told.at("/byAddress/name").asText());
    assertEquals("hold", told.at("/byClick/name").asText());
    assertEquals("buy_and_hold", told.at("/byClick/strategy").asText());
    assertEquals("low", told.at("/byChooser/name").asText());
    assertEquals("#run=0002", told.get("address").asText());
    assertEquals("scripts/cli replay BATCH_DIR 2", told.at("/byChooser/replay").asText());
    assertEquals(List.of("low", "best", "median", "benchmark"), list(told.at("/byChooser/legend")));
    assertTrue(list(told.at("/byChooser/files")).contains("backtest/orders_1d.csv"));
    // March to December.
    assertEquals(11, told.at("/byChooser/months").asInt());
  }

  @Test
  void nothingScrollsSidewaysOnAPhone() {
    JsonNode told =
        chromium
            .askInFrames(
                Map.of("phone", page),
                375,
                """
            told.width = document.documentElement.clientWidth;
            told.scroll = document.documentElement.scrollWidth;
            told.wide = all('main *').filter((e) => e.getBoundingClientRect().right > 376
              && !e.closest('.scroll, .heat, .uplot')).map((e) => e.tagName + '#' + e.id).slice(0, 5);
            told.charts = all('.chart canvas').map(pixels);
            """)
            .get("phone");

    assertEquals(375, told.get("width").asInt());
    assertEquals(375, told.get("scroll").asInt(), told::toString);
    assertEquals(List.of(), list(told.get("wide")));
    told.get("charts").forEach(pixels -> assertTrue(pixels.asInt() > 300));
  }

  @Test
  void inTheDarkPageAndChartsAreDark() {
    String script =
        """
        told.background = getComputedStyle(document.body).backgroundColor;
        told.text = getComputedStyle(document.body).color;
        told.heat = getComputedStyle(one('.heat td[data-row]')).backgroundColor;
        told.charts = all('.chart canvas').map(pixels);
        """;

    JsonNode light = chromium.ask(page, "", script);
    JsonNode dark = chromium.ask(page, "", script, "--blink-settings=preferredColorScheme=0");

    assertEquals("rgb(255, 255, 255)", light.get("background").asText());
    assertEquals("rgb(20, 24, 29)", dark.get("background").asText());
    assertEquals(light.get("heat"), dark.get("heat"));
    dark.get("charts").forEach(pixels -> assertTrue(pixels.asInt() > 500));
  }

  @Test
  void itCanBePrinted() {
    byte[] pdf = chromium.pdf(page);

    assertEquals("%PDF", new String(pdf, 0, 4, StandardCharsets.US_ASCII));
    assertTrue(pdf.length > 50_000, pdf.length + " bytes");
    JsonNode told =
        chromium.ask(
            page,
            "",
            """
            dispatchEvent(new Event('beforeprint'));
            await wait(50);
            told.background = getComputedStyle(document.body).backgroundColor;
            told.charts = all('.chart canvas').map(pixels);
            dispatchEvent(new Event('afterprint'));
            told.after = getComputedStyle(document.body).backgroundColor;
            """,
            "--blink-settings=preferredColorScheme=0");
    assertEquals("rgb(255, 255, 255)", told.get("background").asText());
    assertEquals("rgb(20, 24, 29)", told.get("after").asText());
    told.get("charts").forEach(pixels -> assertTrue(pixels.asInt() > 500));
  }

  @Test
  void withoutScriptsEverythingIsThereToRead() {
    String bare = BatchOutput.text(page).replaceAll("(?s)<script.*?</script>", "");

    JsonNode told =
        chromium.ask(
            bare,
            "",
            """
            const seen = (selector) => all(selector).filter((e) => e.getClientRects().length > 0);
            told.tools = seen('.scripted').length;
            told.charts = seen('.chart').length;
            told.sentences = seen('.chart > p').filter((p) => p.textContent.length > 20).length;
            told.rows = seen('#ranking-table tbody tr').length;
            told.cells = seen('.heat td[data-row]').length;
            told.months = seen('#run-months tbody tr').length;
            told.log = texts('#failures pre').join(' ');
            """);

    assertEquals(0, told.get("tools").asInt());
    assertEquals(told.get("charts").asInt(), told.get("sentences").asInt());
    assertEquals(15, told.get("rows").asInt());
    assertEquals(28, told.get("cells").asInt());
    assertEquals(1, told.get("months").asInt());
    assertTrue(told.get("log").asText().contains("ERROR "), told::toString);
  }

  @Test
  void oddBatchesHaveAPageToo() {
    String count =
        """
        told.charts = all('.chart').length;
        told.drawn = all('.chart.drawn').length;
        told.empty = all('.chart canvas').filter((c) => pixels(c) < 200).length;
        told.sections = all('section').map((s) => s.id);
        told.text = one('#verdict').textContent;
        """;
    Map<String, String> batches =
        Map.of(
            "one", "runs: [{id: \"only\"}]",
            "two", "runs: [{id: \"a\"}, {id: \"b\", overrides: {top_quantile: 0.4}}]",
            "none", "runs: [{id: \"a\", overrides: {price_file: \"one_bar.csv\"}}]",
            "line", "grid: {top_quantile: [0.2, 0.3, 0.4]}",
            "four",
                "grid: {top_quantile: [0.2, 0.4], bottom_quantile: [0, 0.2], rebalance_freq: [W, M],"
                    + " commission_bps: [0, 5]}",
            "seeds", "grid: {universe_sample: [0.6, 0.9], seed: [1, 2]}",
            "dates",
                "runs: [{id: \"a\"}, {id: \"b\", overrides: {top_quantile: 0.4}}, {id: \"short\","
                    + " end_date: \"2015-08-31\"}]");
    Map<String, Path> pages = new TreeMap<>();
    batches.forEach((name, more) -> pages.put(name, batch(name, more)));

    chromium
        .askInFrames(pages, 1000, count)
        .forEach(
            (name, told) -> {
              boolean isEmpty = name.equals("none");
              assertEquals(0, told.get("empty").asInt(), name);
              assertEquals(isEmpty, told.get("drawn").asInt() == 0, name + told);
              assertEquals(isEmpty, list(told.get("sections")).contains("failures"), name);
              boolean isGrid = List.of("line", "four", "seeds").contains(name);
              assertEquals(isGrid, list(told.get("sections")).contains("parameters"), name);
            });
  }

  @Test
  void twoThousandRunsMakeASmallPageThatAnswers() throws IOException {
    Path template = batch("template", "runs: [{id: \"only\"}]").getParent();
    Path many = work.resolve("many");
    SyntheticBatch.write(template, many, 2000, 200);
    Result result = CommandLineRun.call(work, "report", many.toString(), "--run", "walk_1999");
    assertEquals(0, result.exitCode(), result::told);
    Path large = many.resolve("batch_report.html");
    assertTrue(Files.size(large) < 3_000_000, Files.size(large) + " bytes");

    JsonNode told =
        chromium.ask(
            large,
            "#run=1999",
            """
            told.name = one('#run-name').textContent;
            told.rows = all('#ranking-table tbody tr').length;
            set('#filter', 'top 0.15', 'input');
            told.filtered = one('#filter-count').textContent;
            set('#filter', '', 'input');
            one('#show-all').click();
            told.all = all('#ranking-table tbody tr').length;
            told.last = texts('#ranking-table tbody tr:last-child > *').slice(0, 3);
            const without = all('#run-chooser option').map((o) => o.value).find((v) => !(v in JSON.parse(one('#data').textContent).curves));
            set('#run-chooser', without, 'change');
            await wait(100);
            told.note = one('#run-note').textContent;
            """);

    assertEquals(200, told.get("rows").asInt());
    assertEquals("100 of 2000 runs", told.get("filtered").asText());
    assertEquals(2000, told.get("all").asInt());
    assertEquals("2000", told.get("last").get(0).asText());
    assertTrue(told.get("name").asText().contains("max_gross_exposure 1.104"), told::toString);
    assertTrue(told.get("note").asText().contains("--run walk_"), told::toString);
  }
}
