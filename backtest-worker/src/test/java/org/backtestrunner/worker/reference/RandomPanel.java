package org.backtestrunner.worker.reference;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/**
 * Random but realistic input files and the parameters of a run over them. The same random numbers
 * give the same files and parameters.
 *
 * @param parameters by underscored name, files as paths
 * @param bundle the content of {@code bundle_path}, where there is one
 */
public record RandomPanel(Map<String, String> parameters, Optional<ReferenceBundle> bundle) {

  /** Writes the files into an existing directory. */
  public static RandomPanel write(Random random, Path directory) throws IOException {
    return write(random, directory, Optional.empty());
  }

  /** Writes the files for a run of one strategy. */
  public static RandomPanel write(Random random, Path directory, String strategy)
      throws IOException {
    return write(random, directory, Optional.of(strategy));
  }

  private static RandomPanel write(Random random, Path directory, Optional<String> strategy)
      throws IOException {
    // The first numbers of generators with small seeds are nearly equal.
    Random mixed = new Random(random.nextLong());
    return new Drawing(new Dice(mixed), directory).panel(strategy);
  }

  /** The panel while it is drawn. */
  private static final class Drawing {
    private final Dice dice;
    private final Path directory;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final BarTime barTime;
    private final RandomPrices prices;
    private final RandomInputs inputs;

    Drawing(Dice dice, Path directory) {
      this.dice = dice;
      this.directory = directory;
      this.barTime = dice.chance(0.12) ? BarTime.FIVE_MINUTES : BarTime.DAILY;
      this.prices = new RandomPrices(dice, barTime);
      this.inputs = new RandomInputs(dice, barTime, prices);
    }

    RandomPanel panel(Optional<String> wanted) throws IOException {
      if (barTime == BarTime.FIVE_MINUTES) {
        parameters.put("freq", "5min");
      }
      String suffix = dice.chance(0.1) ? ".csv.gz" : ".csv";
      write("price_file", "prices" + suffix, prices.csv());
      List<Instant> bars = range(prices.calendar(listed()));
      String drawn =
          dice.pick(
              "multifactor_long_short",
              "multifactor_long_short",
              "multifactor_long_short",
              "target_weights",
              "target_weights",
              "trend_baseline",
              "buy_and_hold");
      String strategy = wanted.orElse(drawn);
      parameters.put("strategy", strategy);
      Optional<ReferenceBundle> bundle = Optional.empty();
      if (strategy.equals("multifactor_long_short")) {
        bundle = Optional.of(bundleAndItsFiles());
      }
      if (strategy.equals("target_weights")) {
        write("weights_file", "weights.csv", inputs.weights(bars));
      }
      parameters.putAll(RandomParameters.draw(dice, barTime, prices.fills("open")));
      parameters.putAll(RandomParameters.drawImpact(dice, prices.fills("volume")));
      if (dice.chance(0.3)) {
        write("costs_file", "costs.csv", inputs.costs());
      }
      return new RandomPanel(Map.copyOf(parameters), bundle);
    }

    /** The symbols that the run is restricted to. */
    private Set<String> listed() throws IOException {
      Set<String> listed = new TreeSet<>(prices.symbols());
      if (dice.chance(0.3)) {
        listed.removeIf(symbol -> dice.chance(0.3));
        if (listed.isEmpty()) {
          listed.add(prices.symbols().get(0));
        }
        write("symbols_file", "symbols.txt", inputs.symbols(listed));
      }
      return listed;
    }

    /** Draws the dates of the run; they need not be dates of bars. */
    private List<Instant> range(List<Instant> calendar) {
      int last = calendar.size() - 1;
      if (last < 1) {
        parameters.put("start_date", "2015-01-01");
        parameters.put("end_date", "2030-01-01");
        return calendar;
      }
      int from = dice.chance(0.4) ? 0 : dice.between(0, last * 3 / 4);
      int to = dice.chance(0.6) ? last : dice.between(Math.min(from + 1, last), last);
      LocalDate start = BarTime.date(calendar.get(from)).minusDays(dice.between(0, 2));
      LocalDate end = BarTime.date(calendar.get(to)).plusDays(dice.between(0, 2));
      parameters.put("start_date", start.toString());
      parameters.put("end_date", end.toString());
      return calendar.stream()
          .filter(time -> !BarTime.date(time).isBefore(start) && !BarTime.date(time).isAfter(end))
          .toList();
    }

    private ReferenceBundle bundleAndItsFiles() throws IOException {
      boolean withFactorFile = dice.chance(0.75);
      if (withFactorFile) {
        write("factor_file", "factors.csv", inputs.factors());
      }
      int days = prices.times().size() / barTime.barsPerDay();
      ReferenceBundle bundle = RandomBundles.draw(dice, prices, days, withFactorFile);
      if (bundle.neutralizeBy().isPresent() || dice.chance(0.2)) {
        write("groups_file", "groups.csv", inputs.groups());
      }
      write("bundle_path", "bundle.yaml", bundle.toYaml());
      return bundle;
    }

    private void write(String parameter, String name, String text) throws IOException {
      Path file = directory.resolve(name).toAbsolutePath();
      try (OutputStream raw = Files.newOutputStream(file);
          OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      parameters.put(parameter, file.toString());
    }
  }
}
