package org.backtestrunner.worker.store.format;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.worker.data.FactorBundle;
import org.backtestrunner.worker.format.Input;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.parameter.Parameters;
import org.backtestrunner.worker.parameter.RunParameters;

/**
 * What was prepared for runs with the same inputs, and the state of these inputs then.
 *
 * @param worker the jar that prepared it; empty where the worker did not run from one
 * @param inputs price file and, where given, list of symbols, bundle, factor file, format files
 * @param priceFormat how prices are written, as the run's parameter says; empty: by their file
 * @param factorFormat likewise
 * @param factorMaximumAgeDays counts where there is a factor file
 * @param directory the cache; absolute
 * @param panel name of the panel's file in the cache
 * @param factors names of the factors' files in the cache, one a member of the bundle, in order
 * @param bundle empty where prepared for a strategy without one
 * @param ofFactorFile what reading the factor file has warned of or said
 */
public record StoreSet(
    Optional<InputFile> worker,
    List<InputFile> inputs,
    String priceFormat,
    String factorFormat,
    Frequency frequency,
    long factorMaximumAgeDays,
    Path directory,
    String panel,
    List<String> factors,
    Optional<FactorBundle> bundle,
    List<Warning> ofFactorFile) {

  public static final String PRICE_FILE = "price_file";
  public static final String SYMBOLS_FILE = "symbols_file";
  public static final String BUNDLE_PATH = "bundle_path";
  public static final String FACTOR_FILE = "factor_file";
  public static final String PRICE_FORMAT = "price_format";
  public static final String FACTOR_FORMAT = "factor_format";

  public StoreSet {
    inputs = List.copyOf(inputs);
    factors = List.copyOf(factors);
    ofFactorFile = List.copyOf(ofFactorFile);
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
    verify(PRICE_FILE, Optional.of(run.priceFile()));
    verifyFormat(PRICE_FORMAT, run.priceFormat(), priceFormat);
    verify(SYMBOLS_FILE, run.symbolsFile());
    if (usesFactors(run)) {
      verify(BUNDLE_PATH, run.bundlePath());
      verify(FACTOR_FILE, run.factorFile());
      verifyFormat(FACTOR_FORMAT, run.factorFormat(), factorFormat);
      if (run.factorFile().isPresent() && run.factorMaxAgeDays() != factorMaximumAgeDays) {
        throw new StoreException("it was prepared for another factor_max_age_days");
      }
    }
  }

  private void verifyFormat(String parameter, Optional<String> format, String prepared) {
    if (!format.orElse("").equals(prepared)) {
      throw new StoreException("it was prepared for another " + parameter);
    }
    verify(parameter, formatFile(format));
  }

  /** The file that a format parameter names; empty where it names a preset, or nothing. */
  public static Optional<Path> formatFile(Optional<String> format) {
    return format.isEmpty() || Input.isPreset(format.get())
        ? Optional.empty()
        : Optional.of(Path.of(format.get()));
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
