package org.backtestrunner.orchestrator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files that are no config at all, or too much of one. */
final class HostileTexts {
  private final List<HostileConfig> all = new ArrayList<>();

  private HostileTexts() {}

  static List<HostileConfig> all() {
    HostileTexts texts = new HostileTexts();
    texts.addSyntax();
    texts.addSizes();
    return texts.all;
  }

  private void yaml(String name, String text, String told) {
    all.add(HostileConfig.yaml(name, text, told));
  }

  private void json(String name, String text, String told) {
    all.add(HostileConfig.json(name, text, told));
  }

  private void bytes(String name, byte[] content, String told) {
    all.add(HostileConfig.bytes(name, content, told));
  }

  private void addSyntax() {
    String whole = HostileConfig.HEAD + HostileConfig.BASE + HostileConfig.RUNS;
    yaml("nothing", "", "empty");
    yaml("a comment", "# later\n", "empty");
    yaml("a list", "- a\n- b\n", "top level");
    yaml("a word", "batch\n", "top level");
    yaml("two documents", whole + "---\n" + whole, "second document");
    yaml("a tab", HostileConfig.HEAD + "base_args:\n\tstrategy: x\n", "tab");
    yaml("an open quote", "batch_name: \"b\n", "invalid YAML");
    yaml("an open list", HostileConfig.HEAD + "runs: [\n", "invalid YAML");
    yaml(
        "a wrong indentation",
        HostileConfig.HEAD + "base_args:\n    a: 1\n  b: 2\n",
        "invalid YAML");
    yaml(
        "a key twice",
        HostileConfig.HEAD + HostileConfig.HEAD + HostileConfig.BASE + HostileConfig.RUNS,
        "duplicate key");
    yaml(
        "a parameter twice",
        HostileConfig.HEAD + HostileConfig.BASE + "  strategy: \"x\"\n" + HostileConfig.RUNS,
        "duplicate key");
    yaml(
        "a key of a run twice",
        HostileConfig.HEAD + HostileConfig.BASE + "runs: [{id: a, id: b}]\n",
        "duplicate key");
    yaml(
        "an anchor",
        HostileConfig.HEAD + "base_args: &b {strategy: x}\n" + HostileConfig.RUNS,
        "anchors");
    yaml("an alias", HostileConfig.HEAD + "base_args: *b\n", "anchors");
    yaml("a merge key", HostileConfig.HEAD + "base_args: {<<: {strategy: x}}\n", "merge keys");
    yaml("a tag", HostileConfig.HEAD + "base_args: !!map {}\n", "tags");
    yaml("a class", "batch_name: !!java.net.URL [\"http://x\"]\n", "tags");
    yaml("a bomb", bomb(), "anchors");
    yaml("a list as key", "? [a]\n: b\n", "a key must be plain text");
    yaml("a directive", "%YAML 9.9\n---\n" + whole, "invalid YAML");
    yaml("a control character", "batch_name: \"b\u0007\"\n", "U+0007");
    yaml(
        "half a character",
        "batch_name: \"\\ud800\"\n" + HostileConfig.BASE + HostileConfig.RUNS,
        "Unicode");
    bytes("a zero byte", "batch_name: b\0b\n".getBytes(StandardCharsets.UTF_8), "U+0000");
    bytes("UTF-16", whole.getBytes(StandardCharsets.UTF_16), "not UTF-8");
    bytes("Latin 1", "description: \u00fc\n".getBytes(StandardCharsets.ISO_8859_1), "not UTF-8");
    bytes("a broken end", new byte[] {'a', ':', ' ', (byte) 0xe2, (byte) 0x82}, "not UTF-8");
    bytes("noise", noise(), "");
    json("no JSON", whole, "JSON");
    json("a comma too many", "{\"batch_name\": \"b\",}", "JSON");
    json("an open object", "{\"batch_name\": \"b\"", "JSON");
    json("a comment in JSON", "{/* b */}", "JSON");
    json("a JSON key twice", "{\"batch_name\": \"a\", \"batch_name\": \"b\"}", "duplicate key");
    json("a JSON list", "[1]", "top level");
    json("two JSON values", "{} {}", "");
    json("no number", "{\"seed\": NaN}", "JSON");
  }

  /** Nine levels of nine references each. */
  private static String bomb() {
    StringBuilder text = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 9; i++) {
      String reference = "*a" + (i - 1);
      text.append("a" + i + ": &a" + i + " [" + (reference + ",").repeat(8) + reference + "]\n");
    }
    return text.toString();
  }

  private static byte[] noise() {
    byte[] bytes = new byte[100_000];
    new java.util.Random(3).nextBytes(bytes);
    return bytes;
  }

  private void addSizes() {
    yaml("ten megabytes", "description: \"" + "x".repeat(10 << 20) + "\"\n", "8 MiB");
    yaml("a long line", "description: \"" + "x".repeat(300 << 10) + "\"\n", "256 KiB");
    yaml(
        "a long text",
        HostileConfig.HEAD
            + "description: \""
            + HostileConfig.MANY
            + "\"\n"
            + HostileConfig.BASE
            + HostileConfig.RUNS,
        "description");
    json("a long JSON text", "{\"description\": \"" + "x".repeat(5 << 20) + "\"}", "description");
    yaml("deep lists", "a: " + "[".repeat(100_000) + "\n", "nested deeper");
    json("deep JSON", "{\"a\": " + "[".repeat(1_000_000), "nested deeper");
    yaml("deep mappings", deepMapping(), "nested deeper");
    yaml("many values", "a:\n" + "- 1\n".repeat(1_100_000), "million values");
    yaml("many wrong keys", manyKeys(), "unknown key");
    yaml(
        "a long key",
        HostileConfig.MANY + ": 1\n" + HostileConfig.HEAD + HostileConfig.BASE + HostileConfig.RUNS,
        "invalid YAML");
    yaml(
        "many problems",
        HostileConfig.HEAD + HostileConfig.BASE + "runs:\n" + "- {id: \"/\"}\n".repeat(5_000),
        "runs[0].id");
    String tenValues = "[0,1,2,3,4,5,6,7,8,9]";
    yaml(
        "a billion runs",
        HostileConfig.HEAD + HostileConfig.BASE + "grid:\n" + axes(9).replace("VALUES", tenValues),
        "1000000000 combinations");
    yaml(
        "more runs than are counted",
        HostileConfig.HEAD + HostileConfig.BASE + "grid:\n" + axes(12).replace("VALUES", tenValues),
        "1000000000000 combinations");
    String runs =
        IntStream.range(0, 10_001)
            .mapToObj(i -> "- {id: r" + i + "}\n")
            .collect(Collectors.joining());
    yaml("too many runs", HostileConfig.HEAD + HostileConfig.BASE + "runs:\n" + runs, "max_runs");
  }

  private static String axes(int count) {
    List<String> names =
        List.of(
            "commission_bps",
            "spread_bps",
            "slippage_bps",
            "borrow_bps_per_year",
            "financing_bps_per_year",
            "max_stale_days",
            "execution_lag",
            "lot_size",
            "seed",
            "factor_max_age_days",
            "ema_fast",
            "ema_slow");
    return names.stream()
        .limit(count)
        .map(name -> "  " + name + ": VALUES\n")
        .collect(Collectors.joining());
  }

  private static String deepMapping() {
    StringBuilder text = new StringBuilder();
    for (int depth = 0; depth < 300; depth++) {
      text.append(" ".repeat(depth)).append("a:\n");
    }
    return text.toString();
  }

  private static String manyKeys() {
    return IntStream.range(0, 20_000)
        .mapToObj(i -> "k" + i + ": 1\n")
        .collect(Collectors.joining());
  }
}
