package org.backtestrunner.orchestrator.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.backtestrunner.orchestrator.config.Configs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON texts were written by hand; their digests are those of CPython's hashlib. */
class ParamsHashTest {
  private static final String PLAIN_HASH = "8f21f45d3a13a237";

  @TempDir private Path directory;
  private Configs configs;

  @BeforeEach
  void inputs() {
    configs = new Configs(directory);
  }

  private RunPlan run(String lines) {
    String yaml = Configs.BASE + lines + "runs: [{id: one}]\n";
    return Planner.plan(configs.read(yaml)).runs().get(0);
  }

  private static void assertHash(String json, String hash, RunPlan run) {
    assertEquals(json, ParamsHash.canonicalJson(run.effective()));
    assertEquals(hash, run.paramsHash());
  }

  @Test
  void aRunOfDefaultsIsWhatItMustSay() {
    assertHash(
        """
        {"end_date":"2020-12-31","price_file":"prices.csv","start_date":"2015-01-01",\
        "strategy":"buy_and_hold"}""",
        PLAIN_HASH,
        run(""));
  }

  @Test
  void numbersArePlainDecimals() {
    assertHash(
        """
        {"commission_bps":"0.0000001","end_date":"2020-12-31","max_gross_exposure":"0.6",\
        "price_file":"prices.csv","start_capital":"1000000","start_date":"2015-01-01",\
        "strategy":"buy_and_hold"}""",
        "2a86424914c42856",
        run("  max_gross_exposure: 0.60\n  commission_bps: 1e-7\n  start_capital: 1E6\n"));
  }

  @Test
  void textIsUtf8WithOnlyTheEscapesThatJsonRequires() throws Exception {
    assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('\u65e5'),
        "file names of this locale have ASCII letters only");
    Path file = directory.resolve("d\u00e9p\u00f4t/\u65e5\uD83D\uDE00 \"a\\b\".txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "A\n");
    assertHash(
        """
        {"end_date":"2020-12-31","price_file":"prices.csv","start_date":"2015-01-01",\
        "strategy":"buy_and_hold","symbols_file":"d\u00e9p\u00f4t/\u65e5\uD83D\uDE00 \\"a\\\\b\\".txt"}""",
        "a7f264888dae7ece",
        run("  symbols_file: 'd\u00e9p\u00f4t/\u65e5\uD83D\uDE00 \"a\\b\".txt'\n"));
  }

  @Test
  void theSeedCountsOnlyWhereTheUniverseIsSampled() {
    assertHash(
        """
        {"end_date":"2020-12-31","price_file":"prices.csv","seed":"7",\
        "start_date":"2015-01-01","strategy":"buy_and_hold","universe_sample":"0.5"}""",
        "0f30e4687144de60",
        run("  universe_sample: 0.5\n  seed: 7\n"));
    assertEquals("4e6b39e2d5974b42", run("  universe_sample: 0.5\n").paramsHash());
    assertEquals("4e6b39e2d5974b42", run("  universe_sample: 0.5\nseed: 42\n").paramsHash());
    assertEquals("0f30e4687144de60", run("  universe_sample: 0.50\nseed: 7\n").paramsHash());
  }

  @Test
  void theAgeOfFactorsCountsOnlyWhereThereIsAFactorFile() {
    String factors =
        "  max_gross_exposure: 1\n  spread_bps: 2\n  bundle_path: bundle.yaml\n"
            + "  factor_max_age_days: 5\n";
    RunPlan with =
        Planner.plan(
                configs.read(
                    Configs.BASE.replace("buy_and_hold", "multifactor_long_short")
                        + factors
                        + "  factor_file: factors.csv\nruns: [{id: one}]\n"))
            .runs()
            .get(0);
    assertHash(
        """
        {"bundle_path":"bundle.yaml","end_date":"2020-12-31","factor_file":"factors.csv",\
        "factor_max_age_days":"5","price_file":"prices.csv","spread_bps":"2",\
        "start_date":"2015-01-01","strategy":"multifactor_long_short"}""",
        "adfc9f43017f3705",
        with);
  }

  @Test
  void theBarsOfAYearCountOnlyWhereTheyAreNotThoseOfTheFrequency() {
    assertEquals("252", run("").parameters().get("bars_per_year"));
    assertEquals(PLAIN_HASH, run("  bars_per_year: 252.0\n  bars_per_day: 48\n").paramsHash());
    RunPlan fiveMinutes = run("  freq: 5min\n");
    assertEquals("19656", fiveMinutes.parameters().get("bars_per_year"));
    assertEquals(
        fiveMinutes.paramsHash(), run("  freq: 5min\n  bars_per_year: 19656\n").paramsHash());
    assertHash(
        """
        {"bars_per_day":"48","end_date":"2020-12-31","freq":"5min","price_file":"prices.csv",\
        "start_date":"2015-01-01","strategy":"buy_and_hold"}""",
        "445e0c9d881ed536",
        run("  freq: 5min\n  bars_per_day: 48\n  bars_per_year: 12096\n"));
    assertHash(
        """
        {"bars_per_year":"12","end_date":"2020-12-31","price_file":"prices.csv",\
        "start_date":"2015-01-01","strategy":"buy_and_hold"}""",
        "e46c727c1a3ae8c8",
        run("  bars_per_year: 12\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  max_gross_exposure: 1\n",
        "  max_gross_exposure: 1.000\n",
        "  max_gross_exposure: 10e-1\n",
        "  commission_bps: -0.0\n",
        "  execution_lag: 01\n",
        "  seed: 7\n",
        "seed: 7\n",
        "  ema_fast: 5\n",
        "  bundle_path: bundle.yaml\n  factor_file: factors.csv\n  groups_file: groups.csv\n",
        "  weights_file: weights.csv\n  rebalance_freq: D\n  top_quantile: 0.5\n",
        "  freq: '1d'\n  fill_price: close\n",
        "output_root: elsewhere\ndescription: text\nmax_workers: 1\n"
      })
  void howEqualRunsAreWrittenDoesNotMatter(String lines) {
    assertEquals(PLAIN_HASH, run(lines).paramsHash());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  max_gross_exposure: 1.0000000000000002\n",
        "  execution_lag: 0\n",
        "  symbols_file: prices.csv\n",
        "  universe_sample: 0.999\n",
        "  freq: 5min\n"
      })
  void whatChangesTheResultChangesTheHash(String lines) {
    assertNotEquals(PLAIN_HASH, run(lines).paramsHash());
  }

  @Test
  void idsAndTagsDoNotEnter() {
    String yaml = Configs.BASE + "runs: [{id: other, tags: [x]}]\n";
    assertEquals(PLAIN_HASH, Planner.plan(configs.read(yaml)).runs().get(0).paramsHash());
  }
}
