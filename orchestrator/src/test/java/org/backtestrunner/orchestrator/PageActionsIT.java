package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The page of a batch in a real browser: what happens when people click and type. */
@EnabledIf("thereIsChromium")
class PageActionsIT extends PageInBrowser {
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
