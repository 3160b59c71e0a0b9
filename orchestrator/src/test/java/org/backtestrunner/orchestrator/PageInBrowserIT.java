package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The page of a batch in a real browser: what people see. */
@EnabledIf("thereIsChromium")
class PageInBrowserIT extends PageInBrowser {
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
}
