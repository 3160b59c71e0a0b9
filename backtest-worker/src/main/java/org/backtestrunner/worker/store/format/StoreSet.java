package org.backtestrunner.worker.store.format;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.data.FactorBundle;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.parameter.Parameter;
import org.backtestrunner.worker.parameter.RunParameters;

/**
 * What was prepared for runs with the same inputs, and the state of these inputs then.
 *
 * @param worker the jar that prepared it; empty where the worker did not run from one
 * @param inputs the files that were read
 * @param settings what decided how they were read: values by parameter in their canonical spelling
 * @param directory the cache; absolute
 * @param panel name of the panel's file in the cache
 * @param factors names of the factors' files in the cache, one a member of the bundle, in order
 * @param bundle empty where prepared for a strategy without one
 * @param ofFactorFile what reading the factor file has warned of or said
 */
public record StoreSet(
    Optional<InputState> worker,
    List<InputState> inputs,
    Map<String, String> settings,
    Path directory,
    String panel,
    List<String> factors,
    Optional<FactorBundle> bundle,
    List<Warning> ofFactorFile) {

  public StoreSet {
    inputs = List.copyOf(inputs);
    settings = Map.copyOf(settings);
    factors = List.copyOf(factors);
    ofFactorFile = List.copyOf(ofFactorFile);
  }

  public Frequency frequency() {
    return Frequency.of(settings.get("freq"));
  }

  /** Whether the run's strategy uses a bundle and its factors. */
  public static boolean usesFactors(RunParameters run) {
    return run.used("bundle_path").isPresent();
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
    for (Parameter parameter : run.prepared()) {
      Optional<Path> file =
          parameter.type() == Parameter.Type.FILE
              ? run.findFile(parameter.name())
              : Optional.empty();
      verify(parameter.name(), file);
      if (file.isEmpty()) {
        verifySetting(parameter.name(), run.used(parameter.name()));
      }
    }
  }

  private void verifySetting(String parameter, Optional<String> value) {
    if (!value.equals(Optional.ofNullable(settings.get(parameter)))) {
      throw new StoreException("it was prepared for another " + parameter);
    }
  }

  private void verify(String parameter, Optional<Path> path) {
    for (InputState input : inputs) {
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
