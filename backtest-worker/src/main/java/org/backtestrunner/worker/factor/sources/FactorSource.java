package org.backtestrunner.worker.factor.sources;

import java.util.List;
import java.util.Optional;
import org.backtestrunner.worker.data.FactorBundle;
import org.backtestrunner.worker.data.FactorCoverage;

/** Gives the values of a bundle's factors for the symbols of one run's panel. */
public interface FactorSource {
  FactorBundle bundle();

  /**
   * Equal for sources of which {@link #read} gives the same at every bar; empty where that is not
   * known.
   */
  Optional<Object> identity();

  /** Where the bundle's columns of the factor file have values, in the order of the bundle. */
  List<FactorCoverage> coverage();

  /**
   * Reads all factors at a bar, of the symbols that are current there and of which no factor is
   * undefined: the engine's factors as of a symbol's last observation, columns of the factor file
   * as of the bar.
   *
   * @param symbols takes the numbers of these symbols, ascending
   * @param values one array a bundle factor; takes their values, in the order of {@code symbols}
   * @return how many symbols these are
   */
  int read(int bar, int[] symbols, double[][] values);
}
