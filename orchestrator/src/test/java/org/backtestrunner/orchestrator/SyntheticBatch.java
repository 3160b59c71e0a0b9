package org.backtestrunner.orchestrator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A finished batch of random walks with as many runs as a test wants, made of a real one with one
 * run: the manifests are that one's with other ids and values of three axes.
 */
final class SyntheticBatch {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VALUES = 20;

  private final Path template;
  private final Path target;

  private SyntheticBatch(Path template, Path target) {
    this.template = template;
    this.target = target;
  }

  /**
   * Measures by hand what a report takes: {@code TEMPLATE TARGET RUNS DAYS}.
   *
   * @param args the directory of a batch with one run, where the batch goes, its size
   */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
  }

  /**
   * @param template directory of a batch with one successful run
   * @param days weekdays, within the dates of that run
   */
  static void write(Path template, Path target, int runs, int days) throws IOException {
    new SyntheticBatch(template, target).write(runs, days);
  }

  private void write(int runs, int days) throws IOException {
    Files.createDirectories(target.resolve("runs"));
    Files.copy(template.resolve("batch_config.yaml"), target.resolve("batch_config.yaml"));
    ObjectNode batch = (ObjectNode) BatchOutput.json(template.resolve("batch_manifest.json"));
    ObjectNode planned = (ObjectNode) batch.get("expanded_runs").get(0);
    String only = planned.get("run_id").asText();
    ObjectNode manifest =
        (ObjectNode) BatchOutput.json(template.resolve("runs/0000_" + only + "/run_manifest.json"));
    ArrayNode all = JSON.createArrayNode();
    ArrayNode ids = JSON.createArrayNode();
    List<String> dates = dates(LocalDate.parse(planned.get("start_date").asText()), days);
    for (int run = 0; run < runs; run++) {
      String id = "walk_" + run;
      ids.add(id);
      all.add(named(planned.deepCopy(), id, run));
      Path directory = target.resolve("runs/%04d_%s".formatted(run, id));
      Files.createDirectories(directory.resolve("backtest"));
      ObjectNode own = manifest.deepCopy();
      own.put("run_id", id).put("run_index", run).put("config_hash", hash(run));
      own.put("source", "grid");
      named((ObjectNode) own.get("run_spec"), id, run);
      overrides(run)
          .properties()
          .forEach(
              value -> ((ObjectNode) own.get("parameters")).set(value.getKey(), value.getValue()));
      JSON.writeValue(directory.resolve("run_manifest.json").toFile(), own);
      Files.writeString(
          directory.resolve("backtest/portfolio_equity_1d.csv"), equity(dates, new Random(run)));
    }
    batch.set("expanded_runs", all);
    ObjectNode counts = (ObjectNode) batch.get("run_results_summary");
    counts.put("total_runs", runs).put("success_count", runs).set("run_ids", ids);
    JSON.writeValue(target.resolve("batch_manifest.json").toFile(), batch);
  }

  private static String hash(int run) {
    return "%016x".formatted(run);
  }

  private static ObjectNode named(ObjectNode spec, String id, int run) {
    if (spec.has("run_id")) {
      spec.put("run_id", id).put("run_index", run).put("params_hash", hash(run));
      spec.put("source", "grid");
    }
    spec.set("tags", JSON.createArrayNode().add("grid_search"));
    spec.set("overrides", overrides(run));
    return spec;
  }

  private static ObjectNode overrides(int run) {
    return JSON.createObjectNode()
        .put("top_quantile", "0." + (10 + run % VALUES))
        .put("bottom_quantile", "0." + (10 + run / VALUES % VALUES))
        .put("max_gross_exposure", "1." + (100 + run / VALUES / VALUES));
  }

  private static List<String> dates(LocalDate first, int days) {
    List<String> dates = new ArrayList<>();
    for (LocalDate day = first; dates.size() < days; day = day.plusDays(1)) {
      if (day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
        dates.add(day.toString());
      }
    }
    return dates;
  }

  private static String equity(List<String> dates, Random random) {
    StringBuilder text = new StringBuilder("timestamp,equity,cash,long_value,short_value,cost\n");
    double equity = 100_000;
    for (String date : dates) {
      text.append(date).append(',').append(equity).append(",0,").append(equity).append(",0,0\n");
      equity *= 1 + 0.0003 + 0.01 * random.nextGaussian();
    }
    return text.toString();
  }
}
