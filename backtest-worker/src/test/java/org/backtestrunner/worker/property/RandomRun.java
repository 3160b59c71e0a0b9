package org.backtestrunner.worker.property;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.backtestrunner.worker.reference.BarTime;
import org.backtestrunner.worker.reference.RandomPanel;
import org.backtestrunner.worker.strategy.DecisionRule;
import org.backtestrunner.worker.strategy.Strategies;

/**
 * Random input files and the parameters of a run over them; its data may be bad.
 *
 * @param seed the same gives the same files and parameters
 * @param directory holds the files, and whatever a test adds
 * @param parameters by underscored name, files as absolute paths
 */
record RandomRun(long seed, Path directory, Map<String, String> parameters) {

  private static final int PANELS = Integer.getInteger("proofs.panels", 15);

  static List<String> strategies() {
    return Strategies.ALL.stream().map(DecisionRule::name).toList();
  }

  /**
   * How many random runs of a strategy a property is held to; {@code -Dproofs.panels=N} for more.
   */
  static int panels(String strategy) {
    // Half of these find no symbol with all factors of their bundle.
    return strategy.equals("multifactor_long_short") ? 2 * PANELS : PANELS;
  }

  /** Draws a run of a strategy. */
  static RandomRun draw(String strategy, long seed, Path parent) throws IOException {
    Path directory = Files.createDirectories(parent.resolve(strategy + seed));
    RandomPanel panel = RandomPanel.write(new Random(seed), directory, strategy);
    return new RandomRun(seed, directory, panel.parameters());
  }

  /** These parameters with some others. */
  Map<String, String> with(Map<String, String> others) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.putAll(others);
    return all;
  }

  /** A place for the output of one run over these files. */
  Path out(String name) {
    return directory.resolve("out_" + name);
  }

  String freq() {
    return parameters.getOrDefault("freq", "1d");
  }

  BarTime barTime() {
    return BarTime.ofFreq(freq());
  }

  double number(String parameter, double standard) {
    String text = parameters.get(parameter);
    return text == null ? standard : Double.parseDouble(text);
  }

  @Override
  public String toString() {
    return "seed " + seed + " with " + parameters;
  }
}
