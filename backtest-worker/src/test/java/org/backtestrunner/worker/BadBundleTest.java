package org.backtestrunner.worker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadBundleTest {
  private static final String FACTORS = "factors: [{name: alpha, weight: 1}]\n";

  @TempDir Path directory;

  private static BadInput bundle(String what, String text, String... said) {
    return BadInput.ofFactors(what, said).file("bundle", text);
  }

  private static BadInput options(String option, String... said) {
    return bundle("options " + option, FACTORS + "options: {" + option + "}\n", said);
  }

  /** Nine anchors, each nine times the one before: a document of 9^9 entries if it were built. */
  private static String bomb() {
    StringBuilder yaml = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (char c = 'b'; c <= 'i'; c++) {
      String before = "*" + (char) (c - 1);
      yaml.append(c + ": &" + c + " [" + (before + ", ").repeat(8) + before + "]\n");
    }
    return yaml.toString();
  }

  static Stream<BadInput> shapes() {
    return Stream.of(
        bundle("an empty bundle", "", "@bundle:1: a bundle is a mapping"),
        bundle("comments only", "# nothing\n", "@bundle:", "a bundle is a mapping"),
        bundle("a list", "- a\n", "@bundle:1: a bundle is a mapping"),
        bundle("a text", "factors\n", "@bundle:1: a bundle is a mapping"),
        bundle("no factors", "universe: all\n", "@bundle:1: factors: at least one factor"),
        bundle("an empty list of factors", "factors: []\n", "@bundle:1: factors: at least one"),
        bundle("null factors", "universe: x\nfactors:\n", "@bundle:2: factors: must be a list"),
        bundle(
            "factors that are a mapping",
            "factors: {a: 1}\n",
            "@bundle:1: factors: must be a list"),
        bundle(
            "a factor that is a text",
            "factors: [alpha]\n",
            "@bundle:1: factors: each entry must be a mapping"),
        bundle(
            "an unknown key",
            "universe: x\ncolour: red\n" + FACTORS,
            "@bundle:2: unknown key 'colour'; known are universe, factor_set"),
        bundle("a key of another case", "Factors: []\n", "@bundle:1: unknown key 'Factors'"),
        bundle(
            "an unknown key of a factor",
            "factors:\n  - {name: alpha, weight: 1, lag: 2}\n",
            "@bundle:2: unknown key 'lag'; known are name, weight, direction"),
        bundle("a key twice", "universe: x\nuniverse: y\n" + FACTORS, "@bundle:2: ", "universe"),
        bundle(
            "a key of a factor twice",
            "factors:\n  - {name: alpha, weight: 1, weight: 1}\n",
            "@bundle:2: ",
            "weight"),
        bundle("factors twice", FACTORS + FACTORS, "@bundle:2: ", "factors"),
        bundle("a second document", FACTORS + "---\n" + FACTORS, "@bundle:", "a second document"),
        bundle("no YAML", "factors: [{name: alpha\n", "@bundle:", "not a valid YAML bundle"),
        bundle("a tab", "options:\n\twinsorize: true\n", "@bundle:2: not a valid YAML bundle"),
        bundle(
            "a control character", "universe: \u0007\n" + FACTORS, "@bundle:", "not a valid YAML"),
        bundle("a NUL character", "universe: \0\n" + FACTORS, "@bundle", "NUL"),
        bundle("UTF-16", "", "@bundle", "not UTF-8 text")
            .file("bundle", FACTORS.getBytes(StandardCharsets.UTF_16)),
        bundle("deep nesting", "factors: " + "[".repeat(100_000), "@bundle:1: "),
        bundle("a bomb", bomb() + FACTORS, "@bundle:1: unknown key 'a'"),
        bundle(
            "a bomb of a known key",
            bomb().replace("a: &a", "factors: &a"),
            "@bundle:1: factors: each entry must be a mapping"),
        bundle(
            "an alias",
            "universe: &u x\nfactor_set: *u\n" + FACTORS,
            "@bundle:2: factor_set: anchors and aliases are not supported"),
        bundle(
            "an alias for a name",
            "universe: &alpha x\nfactors: [{name: *alpha, weight: 1}]\n",
            "@bundle:2: factors.name: anchors and aliases"),
        bundle(
            "an alias for the factors",
            "universe: &u x\nfactors: *u\n",
            "@bundle:2: factors: must be a list"),
        bundle(
            "an alias that holds itself",
            "factors: &f [*f]\n",
            "@bundle:1: factors: each entry must be a mapping"),
        bundle("an alias of nothing", "factors: *none\n", "@bundle:1: "),
        bundle(
            "a merge key",
            "options: &o {zscore: true}\nfactors:\n  - {<<: *o, name: alpha, weight: 1}\n",
            "@bundle:3: unknown key '<<'"));
  }

  static Stream<BadInput> factors() {
    return Stream.of(
        bundle(
            "an unknown factor",
            "factors: [{name: momentum, weight: 1}]\n",
            "@bundle: unknown factor 'momentum'; known are returns_1m, returns_3m",
            "illiquidity_20, alpha"),
        bundle(
            "no name",
            "factors:\n  - {weight: 1}\n",
            "@bundle:2: factors: an entry needs a name and a weight"),
        bundle(
            "an empty name",
            "factors:\n  - {name: '', weight: 1}\n",
            "@bundle:2: factors.name: must be a single value"),
        bundle(
            "a null name",
            "factors:\n  - {name: , weight: 1}\n",
            "@bundle:2: factors.name: must be a single value"),
        bundle(
            "a name that is a list",
            "factors:\n  - {name: [alpha], weight: 1}\n",
            "@bundle:2: factors.name: must be a single value"),
        bundle(
            "no weight",
            "factors:\n  - {name: alpha}\n",
            "@bundle:2: factors: an entry needs a name and a weight"),
        bundle(
            "a weight that is a word",
            "factors:\n  - {name: alpha, weight: all}\n",
            "@bundle:2: factors.weight: 'all' is not a number"),
        bundle(
            "a weight that is no number",
            "factors:\n  - {name: alpha, weight: .nan}\n",
            "@bundle:2: factors.weight: '.nan' is not a number"),
        bundle(
            "an infinite weight",
            "factors:\n  - {name: alpha, weight: .inf}\n",
            "@bundle:2: factors.weight: '.inf' is not a number"),
        bundle(
            "a weight that is a list",
            "factors:\n  - {name: alpha, weight: [1]}\n",
            "@bundle:2: factors.weight: must be a single value"),
        bundle(
            "a negative weight",
            "factors:\n  - {name: alpha, weight: -1}\n",
            "@bundle:2: factors: the weight of 'alpha' must be positive"),
        bundle(
            "a weight of zero",
            "factors:\n  - {name: alpha, weight: 0}\n",
            "@bundle:2: factors: the weight of 'alpha' must be positive"),
        bundle(
            "weights that sum to 1.02",
            "factors:\n  - {name: alpha, weight: 0.52}\n  - {name: rv_20, weight: 0.5}\n",
            "@bundle:1: factors: the weights sum to 1.02"),
        bundle(
            "weights that sum to 0.98",
            "factors: [{name: alpha, weight: 0.98}]\n",
            "@bundle:1: factors: the weights sum to 0.98"),
        bundle(
            "a factor twice",
            "factors:\n  - {name: alpha, weight: 0.5}\n  - {name: alpha, weight: 0.5}\n",
            "@bundle:3: factors: 'alpha' is there twice"),
        bundle(
            "a direction that is none",
            "factors: [{name: alpha, weight: 1, direction: up}]\n",
            "@bundle:1: direction: 'up' is neither positive nor negative"),
        bundle(
            "a horizon that is a word",
            "horizon_days: long\n" + FACTORS,
            "@bundle:1: horizon_days: 'long' is not a number"),
        bundle(
            "a universe that is a list",
            "universe: [a]\n" + FACTORS,
            "@bundle:1: universe: must be a single value"),
        bundle(
            "a factor that needs highs",
            "factors: [{name: spread_proxy, weight: 1}]\n",
            "@prices: factor 'spread_proxy' needs the column 'high', which the price file lacks"),
        bundle(
            "a factor that needs volumes",
            "factors: [{name: volume_zscore, weight: 1}]\n",
            "@prices: factor 'volume_zscore' needs the column 'volume'"),
        bundle(
                "a factor that needs volumes, which are all empty",
                "factors: [{name: illiquidity_20, weight: 1}]\n",
                "@prices: factor 'illiquidity_20' needs the column 'volume'")
            .file(
                "prices", BadInput.PRICES.replace("\n", ",\n").replace("close,", "close,volume")));
  }

  static Stream<BadInput> options() {
    return Stream.of(
        options("unknown: 1", "@bundle:2: unknown key 'options.unknown'; known are winsorize,"),
        options("winsorize: yes", "@bundle:2: options.winsorize: 'yes' is neither true nor false"),
        options("zscore: 1", "@bundle:2: options.zscore: '1' is neither true nor false"),
        options("zscore: ", "@bundle:2: options.zscore: must be a single value"),
        options(
            "winsorize_limits: 0.01", "@bundle:2: options.winsorize_limits: must be a list of two"),
        options(
            "winsorize_limits: [0.01]",
            "@bundle:2: options.winsorize_limits: must be a list of two"),
        options(
            "winsorize_limits: [0, 0.5, 1]",
            "@bundle:2: options.winsorize_limits: must be a list of two"),
        options("winsorize_limits: [0.9, 0.1]", "@bundle", "0 <= low <= high <= 1"),
        options("winsorize_limits: [-0.1, 0.9]", "@bundle", "0 <= low <= high <= 1"),
        options("winsorize_limits: [0.1, 1.1]", "@bundle", "0 <= low <= high <= 1"),
        options(
            "winsorize_limits: [a, b]", "@bundle:2: options.winsorize_limits: 'a' is not a number"),
        options(
            "neutralize_by: [sector]", "@bundle:2: options.neutralize_by: must be a single value"),
        options("neutralize_by: sector", "@bundle", "neutralize_by", "groups_file"),
        bundle(
            "options that are a list",
            FACTORS + "options: []\n",
            "@bundle:2: options: must be a mapping"));
  }

  @ParameterizedTest
  @MethodSource({"shapes", "factors", "options"})
  void aBadBundleIsRefusedInOneSentenceThatSaysWhereAndWhy(BadInput input) {
    input.assertRefused(directory);
  }
}
