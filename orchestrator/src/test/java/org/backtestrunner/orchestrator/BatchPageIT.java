package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a batch as a file, and the command that writes it again. */
class BatchPageIT {
  @TempDir private static Path work;
  private static BatchOutput output;

  @TempDir private Path directory;

  @BeforeAll
  static void runABatch() {
    BatchFixture fixture = new BatchFixture(work);
    fixture.write("one_bar.csv", "timestamp,symbol,close\n2015-03-02,A,1\n");
    fixture.writeBatch(
        "paged",
        """
        description: "Wide <or> narrow & \\"quoted\\""
        runs:
          - {id: "hold", tags: ["benchmark"], overrides: {strategy: "buy_and_hold"}}
          - {id: "broken", overrides: {price_file: "one_bar.csv"}}
        grid: {top_quantile: [0.2, 0.3, 0.4], rebalance_freq: [W, M]}
        """);
    Result result = fixture.batch();
    assertEquals(1, result.exitCode(), result::told);
    output = fixture.output("paged");
    Path page = output.directory().resolve("batch_report.html");
    assertTrue(result.out().contains("Report: " + page), result::told);
  }

  private static Path page() {
    return output.directory().resolve("batch_report.html");
  }

  private static String html() {
    return BatchOutput.text(page());
  }

  private static List<String> found(String pattern, String text) {
    return new PageText(text).found(pattern);
  }

  @Test
  void itsSectionsStandInTheirOrder() {
    assertEquals(
        List.of(
            "verdict",
            "curves",
            "ranking",
            "parameters",
            "luck",
            "one-run",
            "failures",
            "cost",
            "provenance",
            "definitions"),
        found("<section id=\"([^\"]*)\"", html()));
    assertTrue(
        html().contains("<p class=\"description\">Wide &lt;or&gt; narrow &amp; &quot;quoted"));
    String verdict =
        BatchOutput.json(output.directory().resolve("batch_statistics.json"))
            .at("/verdict/sentence")
            .asText();
    assertEquals(verdict, PageText.plain(found("<p class=\"verdict\">(.*?)</p>", html()).get(0)));
  }

  @Test
  void itNeedsNoOtherFileAndMayFetchNone() {
    String page = html();

    assertTrue(
        page.contains(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;;"
                + " style-src &#39;unsafe-inline&#39;; script-src &#39;unsafe-inline&#39;;"
                + " img-src data:\">"));
    assertEquals(List.of(), found("\\s(src)=", page.replaceAll("(?s)<script.*?</script>", "")));
    assertEquals(List.of(), found("<(link|img|iframe|object|embed)\\b", page));
    assertTrue(page.contains("Permission is hereby granted"), "the licence of uPlot");
    found("href=\"([^\"#][^\"]*)\"", page)
        .forEach(link -> assertTrue(Files.exists(output.directory().resolve(link)), link));
  }

  @Test
  void anotherLocaleAndZoneWriteTheSameBytes() throws IOException {
    String before = html();
    Files.delete(page());

    Result result =
        CommandLineRun.call(
            work,
            Map.of(
                "JDK_JAVA_OPTIONS",
                "-Duser.language=de -Duser.country=DE -Duser.timezone=Asia/Kathmandu"),
            CommandLineRun.program("report", "out/paged"));

    assertEquals(0, result.exitCode(), result::told);
    assertEquals(before, html());
  }

  @Test
  void thePageGoesElsewhereAndNothingElseChanges() throws IOException {
    SortedMap<String, String> before = BatchOutput.contents(output.directory());
    Path other = directory.resolve("other.html");

    Result result =
        CommandLineRun.call(
            work,
            Map.of("PATH", directory.toString()),
            CommandLineRun.program(
                "report",
                "out/paged",
                "--out",
                other.toString(),
                "--metric",
                "turnover",
                "--open"));

    assertEquals(0, result.exitCode(), result::told);
    assertEquals(
        List.of("Warning: no browser could be started; the page is " + other), result.err());
    assertEquals("Report: " + other, result.out().get(1));
    assertEquals(before, BatchOutput.contents(output.directory()));
    String page = BatchOutput.text(other);
    assertTrue(
        page.contains("aria-sort=\"ascending\"><button type=\"button\" data-column=\"turnover"));
    assertEquals(List.of(), found("href=\"(runs/[^\"]*)\"", page));
  }

  @Test
  void unknownWordsAreMistakesAndABadPlaceIsTold() {
    Result metric = CommandLineRun.call(work, "report", "out/paged", "--metric", "sharp");
    assertEquals(2, metric.exitCode(), metric::told);
    assertTrue(
        metric.errText().contains("unknown metric sharp (did you mean sharpe?)"), metric::told);

    Result run = CommandLineRun.call(work, "report", "out/paged", "--run", "hodl");
    assertEquals(2, run.exitCode(), run::told);
    assertTrue(
        run.errText().contains("--run: there is no run hodl (did you mean hold?)"), run::told);

    Result place =
        CommandLineRun.call(work, "report", "out/paged", "--out", "batch.yaml/report.html");
    assertEquals(4, place.exitCode(), place::told);
    assertEquals(1, place.err().size(), place::told);
  }

  @Test
  void whatIsHostileIsShownAndNotObeyed() throws IOException {
    BatchFixture fixture = new BatchFixture(directory);
    fixture.write("one_bar.csv", "timestamp,symbol,close\n2015-03-02,A,1\n");
    fixture.writeBatch(
        "hostile",
        """
        runs:
          - {id: "good"}
          - {id: "broken", overrides: {price_file: "one_bar.csv"}}
        """);
    assertEquals(1, fixture.batch().exitCode());
    Path batch = fixture.output("hostile").directory();
    HostileBatch.make(batch);

    Result result = CommandLineRun.call(directory, "report", "out/hostile");

    assertEquals(0, result.exitCode(), result::told);
    String page = BatchOutput.text(batch.resolve("batch_report.html"));
    assertEquals(3, found("(<script)", page).size());
    assertEquals(3, found("(</script)", page).size());
    assertFalse(page.contains("<img"), page);
    assertFalse(page.contains("<!--"), page);
    assertFalse(page.matches("(?s).*[\u0000-\u0008\u001b\u202e\u2028].*"));
    assertTrue(page.contains("ERROR \u241b[31m&lt;/script&gt;"));
    assertTrue(page.contains("&lt;img src=x onerror=hit=1&gt;&quot;&#39;&amp;&#96;|"));
    if (Chromium.find().isPresent()) {
      JsonNode told =
          new Chromium(Chromium.find().get(), directory)
              .ask(
                  batch.resolve("batch_report.html"),
                  "#run=0000",
                  """
                  told.hit = window.hit === undefined;
                  told.name = one('#run-name').textContent;
                  set('#filter', 'x', 'input');
                  told.filtered = texts('#ranking-table tbody a');
                  """);
      assertTrue(told.get("hit").asBoolean());
      assertTrue(told.get("name").asText().startsWith("<img src=x onerror=hit=1>"));
    }
  }
}
