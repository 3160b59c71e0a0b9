package org.backtestrunner.orchestrator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Configs with values of wrong kinds, names that lead astray, and impossible parameters. */
final class HostileValues {
  private final List<HostileConfig> all = new ArrayList<>();

  private HostileValues() {}

  static List<HostileConfig> all() {
    HostileValues values = new HostileValues();
    values.addWrongTypes();
    values.addNames();
    values.addRunsAndGrids();
    values.addParameters();
    return values.all;
  }

  private void yaml(String name, String text, String told) {
    all.add(HostileConfig.yaml(name, text, told));
  }

  private void addWrongTypes() {
    List<String> texts =
        List.of("batch_name", "description", "output_root", "worker_jar", "worker_memory");
    List<String> numbers = List.of("seed", "max_workers", "max_runs", "retries");
    List<String> flags = List.of("fail_fast", "retry_timeouts", "circuit_breaker");
    List<String> durations = List.of("timeout_per_run", "retry_backoff");
    List<String> scalars = new ArrayList<>(texts);
    scalars.addAll(numbers);
    scalars.addAll(flags);
    scalars.addAll(durations);
    for (String key : scalars) {
      for (String wrong : List.of("[1, 2]", "{a: 1}", "~")) {
        addKey(key, wrong);
      }
    }
    for (String wrong : List.of("many", "1.5", "-1", "99999999999999999999", "0x10", "1_000")) {
      numbers.stream()
          .filter(key -> !key.equals("seed") || !wrong.equals("-1"))
          .forEach(key -> addKey(key, wrong));
    }
    flags.forEach(key -> addKey(key, "maybe"));
    for (String wrong : List.of("soon", "-1s", "\"\"", "721h", "9999999999h", "NaN")) {
      durations.forEach(key -> addKey(key, wrong));
    }
    for (String wrong : List.of("lots", "0m", "-5m", "\"\"", "9999999999999g")) {
      addKey("worker_memory", wrong);
    }
    for (String key : List.of("base_args", "grid", "runs")) {
      for (String wrong : List.of("text", "7", key.equals("runs") ? "{a: 1}" : "[1]")) {
        addKey(key, wrong);
      }
    }
    addKey("runs", "[text]");
    addKey("runs", "[[a]]");
    addKey("runs", "[~]");
    addKey("base_arg", "{a: 1}");
    addKey("commission_bps", "1");
  }

  /** A config that is right but for one key. */
  private void addKey(String key, String value) {
    String whole =
        (HostileConfig.HEAD + HostileConfig.BASE + HostileConfig.RUNS)
            .lines()
            .filter(line -> !line.startsWith(key + ":"))
            .map(l -> l + "\n")
            .collect(Collectors.joining());
    String text = key.equals("base_args") ? HostileConfig.HEAD + HostileConfig.RUNS : whole;
    yaml(key + ": " + value, text + key + ": " + value + "\n", key);
  }

  private void addNames() {
    for (String name :
        List.of(
            "..",
            ".",
            "",
            " ",
            "../b",
            "/tmp/b",
            "a/b",
            "a b",
            "a\\\\b",
            "\\u00fcb",
            "a\\nb",
            "a\\0b",
            "b.",
            "-".repeat(101),
            HostileConfig.MANY)) {
      yaml(
          "named " + name.substring(0, Math.min(20, name.length())),
          "batch_name: \"" + name + "\"\n" + HostileConfig.BASE + HostileConfig.RUNS,
          "batch_name");
    }
    for (String id :
        List.of(
            "..",
            ".",
            "",
            "../../b",
            "/etc",
            "a/b",
            "a b",
            "a\\nb",
            "a\\0b",
            "\\u00fc",
            HostileConfig.MANY)) {
      yaml(
          "a run named " + id.substring(0, Math.min(20, id.length())),
          HostileConfig.HEAD + HostileConfig.BASE + "runs:\n- id: \"" + id + "\"\n",
          "runs[0].id");
    }
    for (String path : List.of("a\\nb", "a\\0b", "", " ")) {
      yaml(
          "output to " + path,
          HostileConfig.HEAD
              + HostileConfig.BASE
              + HostileConfig.RUNS
              + "output_root: \""
              + path
              + "\"\n",
          "output_root");
    }
  }

  private void addRunsAndGrids() {
    String start = HostileConfig.HEAD + HostileConfig.BASE;
    yaml("no runs", start, "nothing to run");
    yaml("no base args", HostileConfig.HEAD + HostileConfig.RUNS, "strategy");
    yaml("no name", HostileConfig.BASE + HostileConfig.RUNS, "batch_name");
    yaml("a run without id", start + "runs: [{tags: [a]}]\n", "id");
    yaml("twins", start + "runs: [{id: a}, {id: a}]\n", "Run ID already exists");
    yaml(
        "a grid run's twin",
        start + "runs: [{id: seed_1}]\ngrid: {seed: [1, 2]}\n",
        "Run ID already exists");
    yaml("an unknown key of a run", start + "runs: [{id: a, tag: b}]\n", "tag");
    yaml("tags that are a text", start + "runs: [{id: a, tags: b}]\n", "tags");
    yaml("tags of lists", start + "runs: [{id: a, tags: [[b]]}]\n", "tags");
    yaml("overrides that are a list", start + "runs: [{id: a, overrides: [b]}]\n", "overrides");
    yaml("an empty axis", start + "grid: {seed: []}\n", "grid.seed");
    yaml("a grid without an axis", start + "grid: {seed: 1}\n", "grid: has no axis");
    yaml("an axis of lists", start + "grid: {seed: [[1]]}\n", "grid.seed");
    yaml("an axis of nothing", start + "grid: {seed: [~]}\n", "grid.seed");
    yaml("a value twice", start + "grid: {commission_bps: [1, 1.0]}\n", "same value");
    yaml("a value out of range", start + "grid: {commission_bps: [1, -1]}\n", "commission_bps[1]");
    yaml("an unknown axis", start + "grid: {comission_bps: [1]}\n", "did you mean commission_bps");
  }

  private void addParameters() {
    for (String wrong :
        List.of(
            "strategy: martingale",
            "price_file: missing.csv",
            "price_file: /",
            "price_file: \"a\\0b\"",
            "price_file: \"a\\nb\"",
            "price_file: ~",
            "start_date: 2020-13-45",
            "start_date: 2015-02-30",
            "start_date: tomorrow",
            "start_date: 20150101",
            "start_date: 2016-01-01",
            "end_date: 2014-01-01",
            "start_capital: -1",
            "start_capital: 0",
            "start_capital: NaN",
            "start_capital: Infinity",
            "start_capital: 1e999",
            "start_capital: 1,000",
            "start_capital: [1]",
            "start_capital: {a: 1}",
            "seed: 1.5",
            "seed: 99999999999999999999",
            "top_quantile: 0.6",
            "max_gross_exposure: 0",
            "universe_sample: 0",
            "universe_sample: 1.1",
            "delisting_return: 0.5",
            "freq: 1h",
            "rebalance_freq: X",
            "fill_price: high",
            "execution_lag: -1",
            "lot_size: -1",
            "data_source: bloomberg",
            "no_such_parameter: 1",
            "out: /etc",
            "symbols_file: missing.txt",
            "commission_bps: \"1; rm -rf /\"",
            "commission_bps: 0x1p3",
            "commission_bps: 1d")) {
      String key = wrong.substring(0, wrong.indexOf(':'));
      String base =
          HostileConfig.BASE
              .lines()
              .filter(line -> !line.contains(" " + key + ":"))
              .map(l -> l + "\n")
              .collect(Collectors.joining());
      yaml(
          "base_args." + wrong,
          HostileConfig.HEAD + base + "  " + wrong + "\n" + HostileConfig.RUNS,
          key);
      if (key.equals("commission_bps") || key.equals("seed")) {
        yaml(
            "overrides." + wrong,
            HostileConfig.HEAD
                + HostileConfig.BASE
                + "runs: [{id: a, overrides: {"
                + wrong
                + "}}]\n",
            "overrides." + key);
      }
    }
  }
}
