package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A batch, and a browser for its page. */
abstract class PageInBrowser {
  static final String GRID =
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

  @TempDir static Path work;
  static Path page;
  @TempDir Path browsing;
  Chromium chromium;

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

  static Path batch(String name, String more) {
    BatchFixture fixture = new BatchFixture(work.resolve(name));
    fixture.write("one_bar.csv", "timestamp,symbol,close\n2015-03-02,A,1\n");
    fixture.writeBatch(name, more);
    Result result = fixture.batch();
    assertTrue(result.exitCode() < 2, result::told);
    return fixture.output(name).directory().resolve("batch_report.html");
  }

  static List<String> list(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
