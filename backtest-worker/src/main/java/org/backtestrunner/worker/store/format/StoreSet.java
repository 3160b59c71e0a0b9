package org.backtestrunner.worker.store.format;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.worker.data.FactorBundle;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.parameter.Parameters;
import org.backtestrunner.worker.parameter.RunParameters;

/**
 * What was prepared for runs with the same inputs, and the state of these inputs then.
 *
 * @param worker the jar that prepared it; empty where the worker did not run from one
 * @param inputs price file and, where given, list of symbols, bundle, factor file
 * @param factorMaximumAgeDays counts where there is a factor file
 * @param directory the cache; absolute
 * @param panel name of the panel's file in the cache
 * @param factors names of the factors' files in the cache, one a member of the bundle, in order
 * @param bundle empty where prepared for a strategy without one
 */
public record StoreSet(
    Optional<InputFile> worker,
    List<InputFile> inputs,
    Frequency frequency,
    long factorMaximumAgeDays,
    Path directory,
    String panel,
    List<String> factors,
    Optional<FactorBundle> bundle) {

  public static final String PRICE_FILE = "price_file";
  public static final String SYMBOLS_FILE = "symbols_file";
  public static final String BUNDLE_PATH = "bundle_path";
  public static final String FACTOR_FILE = "factor_file";

  public StoreSet {
    inputs = List.copyOf(inputs);
    factors = List.copyOf(factors);
  }

  /** Whether a run of this strategy uses a bundle and its factors. */
  public static boolean usesFactors(RunParameters run) {
    return run.strategy().equals(Parameters.MULTIFACTOR_LONG_SHORT);
  }

  /**
   * Makes sure that a run would read from its inputs what the store holds.
   *
   * @param jar the worker's own jar
   * @throws StoreException where it might not
   */
  public void verify(RunParameters run, Optional<Path> jar) {
    if (jar.isPresent() != worker.isPresent()
        || (jar.isPresent() && !jar.get().equals(worker.get().path()))) {
      throw new StoreException("it was prepared by another worker");
    }
    if (worker.isPresent()) {
      worker.get().verify();
    }
    if (run.frequency() != frequency) {
      throw new StoreException("it was prepared for another freq");
    }
    verify(PRICE_FILE, Optional.of(run.file(PRICE_FILE)));
    verify(SYMBOLS_FILE, run.findFile(SYMBOLS_FILE));
    if (usesFactors(run)) {
      verify(BUNDLE_PATH, run.findFile(BUNDLE_PATH));
      Optional<Path> factorFile = run.findFile(FACTOR_FILE);
      verify(FACTOR_FILE, factorFile);
      if (factorFile.isPresent() && run.integer("factor_max_age_days") != factorMaximumAgeDays) {
        throw new StoreException("it was prepared for another factor_max_age_days");
      }
    }
  }

  private void verify(String parameter, Optional<Path> path) {
    for (InputFile input : inputs) {
      if (input.parameter().equals(parameter)) {
        if (path.isEmpty() || !path.get().equals(input.path())) {
          throw new StoreException("it was prepared for another " + parameter);
        }
        input.verify();
        return;
      }
    }
    if (path.isPresent()) {
      throw new StoreException("it was prepared without a " + parameter);
    }
  }
}
