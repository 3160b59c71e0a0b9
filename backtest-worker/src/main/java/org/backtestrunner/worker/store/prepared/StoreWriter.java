package org.backtestrunner.worker.store.prepared;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.data.FactorBundle;
import org.backtestrunner.worker.data.FactorCoverage;
import org.backtestrunner.worker.panel.DayStarts;
import org.backtestrunner.worker.panel.PriceHistories;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.Parameter;
import org.backtestrunner.worker.parameter.PreparedPart;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.store.format.EntryDirectory;
import org.backtestrunner.worker.store.format.EntryFile;
import org.backtestrunner.worker.store.format.EntryKey;
import org.backtestrunner.worker.store.format.EntryWriter;
import org.backtestrunner.worker.store.format.HeadWriter;
import org.backtestrunner.worker.store.format.InputState;
import org.backtestrunner.worker.store.format.RowLayout;
import org.backtestrunner.worker.store.format.StoreException;
import org.backtestrunner.worker.store.format.StoreSet;
import org.backtestrunner.worker.store.format.StoreSetFile;
import org.backtestrunner.worker.store.format.Warning;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.backtestrunner.worker.warm.Warm;

/**
 * Prepares a store from a run's inputs: their state is taken first, then prices and factors are put
 * into the cache unless they are there, last comes the set file.
 */
public final class StoreWriter {
  /** A run reads factors at its decision bars alone: few rows, but not so few that calls count. */
  private static final int FACTOR_BLOCK_BYTES = 1 << 15;

  private final RunParameters run;
  private final EntryDirectory cache;
  private final Optional<InputState> worker;
  private final List<InputState> inputs;
  private final Optional<Path> ownFactors;
  private final String panelKey;
  private final List<Warning> warnings = new ArrayList<>();
  private final List<Warning> factorWarnings = new ArrayList<>();

  /**
   * Gives the values of a factor as they are known at a calendar entry, one a symbol: of an
   * engine's factor those of the last observation, however old; NaN where undefined.
   */
  public interface FactorRows {
    void read(int entry, double[] row);
  }

  /**
   * Takes the state of the inputs.
   *
   * @param jar the worker's own jar: what another one computes may differ
   * @param ownFactors a jar with factors of the user's
   * @throws BadDataException where an input is missing
   */
  public StoreWriter(
      RunParameters run, Optional<Path> jar, Optional<Path> ownFactors, Path cacheDirectory)
      throws IOException {
    this.run = run;
    this.ownFactors = ownFactors;
    this.cache = new EntryDirectory(cacheDirectory);
    try {
      worker =
          jar.isPresent() ? Optional.of(InputState.settled("jar", jar.get())) : Optional.empty();
      inputs = inputs();
    } catch (InterruptedException stop) {
      throw new IOException("interrupted", stop);
    } catch (StoreException missing) {
      throw new BadDataException(missing.getMessage());
    }
    // The magic number holds the version of the format.
    EntryKey key = new EntryKey().text("panel").text(Long.toHexString(EntryFile.MAGIC));
    add(key, jar);
    add(key, PreparedPart.PRICES);
    this.panelKey = key.hex();
  }

  private List<InputState> inputs() throws InterruptedException {
    List<InputState> all = new ArrayList<>();
    for (Parameter parameter : run.prepared()) {
      Optional<Path> file = file(parameter);
      if (file.isPresent()) {
        all.add(InputState.settled(parameter.name(), file.get()));
      }
    }
    return all;
  }

  private Optional<Path> file(Parameter parameter) {
    return parameter.type() == Parameter.Type.FILE
        ? run.findFile(parameter.name())
        : Optional.empty();
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    for (Parameter parameter : run.prepared()) {
      Optional<String> value = run.used(parameter.name());
      if (value.isPresent() && file(parameter).isEmpty()) {
        settings.put(parameter.name(), value.get());
      }
    }
    return settings;
  }

  /** Takes up everything on which a part depends. */
  private void add(EntryKey key, PreparedPart part) {
    for (Parameter parameter : run.prepared()) {
      if (parameter.prepared().equals(Optional.of(part))) {
        Optional<Path> file = file(parameter);
        key.text(parameter.name());
        if (parameter.mayBeDirectory()) {
          // Its name may be that of a symbol.
          key.text(run.used(parameter.name()).orElse(""));
        }
        add(key, file);
        if (file.isEmpty()) {
          key.text(run.used(parameter.name()).orElse(""));
        }
      }
    }
  }

  private static void add(EntryKey key, Optional<Path> file) {
    key.text(file.isPresent() ? "file" : "none");
    if (file.isPresent()) {
      key.content(file.get());
    }
  }

  /** Whether the run's strategy uses a bundle and its factors. */
  public boolean usesFactors() {
    return StoreSet.usesFactors(run);
  }

  /** Whether the cache has the prices. */
  public boolean reusePanel() {
    return cache.reuse(panelName());
  }

  /** Whether the cache has a factor's values. */
  public boolean reuseFactor(String name, boolean inFile) {
    return cache.reuse(factorName(name, inFile));
  }

  /**
   * The prices with all columns: from the cache, or else from the original files.
   *
   * @throws BadDataException for bad files
   */
  public PriceHistories histories() {
    try (EntryFile panel = EntryFile.open(cache.file(panelName()), Warm.Room.none())) {
      return new StoredUniverse(panel, run.frequency()).histories();
    } catch (StoreException notThere) {
      warnings.clear();
      return PriceHistories.read(run, new Collected(warnings));
    }
  }

  /** Takes what the factor file's reading says, for every run that uses its factors. */
  public Warnings factorWarnings(Warnings also) {
    Warnings collected = new Collected(factorWarnings);
    return new Warnings() {
      @Override
      public void add(WarningKind kind, boolean serious, String message) {
        collected.add(kind, serious, message);
        also.add(kind, serious, message);
      }

      @Override
      public void say(String message) {
        collected.say(message);
        also.say(message);
      }
    };
  }

  /**
   * Makes sure that what was read is what the keys were made from. To be called when all inputs are
   * read, before anything is put into the cache.
   *
   * @throws BadDataException where an input has changed meanwhile
   */
  public void verifyInputs() {
    try {
      for (InputState input : inputs) {
        input.verify();
      }
    } catch (StoreException changed) {
      throw new BadDataException(changed.getMessage());
    }
  }

  /** Puts the prices into the cache. */
  public void putPanel(PriceHistories histories) throws IOException {
    cache.place(
        panelName(), out -> PanelWriter.write(new EntryWriter(out), panelKey, histories, warnings));
  }

  /**
   * Puts the values of one factor that are known at the beginning of each day into the cache.
   *
   * @param coverage of a column of the factor file; empty for a factor of the engine's
   */
  public void putFactor(
      String name, Optional<FactorCoverage> coverage, PriceHistories histories, FactorRows values)
      throws IOException {
    boolean inFile = coverage.isPresent();
    int[] entries = DayStarts.of(histories.calendar(), run.frequency());
    RowLayout layout = RowLayout.of(entries.length, histories.size(), FACTOR_BLOCK_BYTES);
    cache.place(
        factorName(name, inFile),
        out -> {
          EntryWriter entry = new EntryWriter(out);
          HeadWriter head = EntryWriter.head(factorKey(name, inFile), layout, 1);
          Warning.write(head, inFile ? factorWarnings : List.of());
          CoverageHead.write(head, coverage);
          entry.head(head);
          entry.section(layout, (row, to) -> values.read(entries[row], to));
        });
  }

  /**
   * Writes the set file.
   *
   * @param inFile by member of the bundle, whether it is a column of the factor file
   */
  public void finish(Path setFile, Optional<FactorBundle> bundle, List<Boolean> inFile)
      throws IOException {
    List<String> factors = new ArrayList<>();
    for (int i = 0; i < inFile.size(); i++) {
      factors.add(factorName(bundle.orElseThrow().members().get(i).name(), inFile.get(i)));
    }
    StoreSetFile.write(
        setFile,
        new StoreSet(
            worker,
            inputs,
            settings(),
            cache.directory(),
            panelName(),
            factors,
            bundle,
            ofFactorFile(bundle, inFile)));
  }

  /** What reading the factor file has said, now or when one of its columns was prepared. */
  private List<Warning> ofFactorFile(Optional<FactorBundle> bundle, List<Boolean> inFile) {
    int first = inFile.indexOf(true);
    if (!factorWarnings.isEmpty() || first < 0) {
      return factorWarnings;
    }
    String name = factorName(bundle.orElseThrow().members().get(first).name(), true);
    try (EntryFile factor = EntryFile.open(cache.file(name), Warm.Room.none())) {
      return Warning.read(factor.head());
    }
  }

  private String panelName() {
    return "panel-" + panelKey + ".bin";
  }

  private String factorName(String name, boolean inFile) {
    return "factor-" + factorKey(name, inFile) + ".bin";
  }

  private String factorKey(String name, boolean inFile) {
    EntryKey key = new EntryKey().text("factor").text(panelKey).text(name);
    if (ownFactors.isPresent()) {
      add(key, ownFactors);
    }
    add(key, PreparedPart.FACTORS);
    if (inFile) {
      add(key, PreparedPart.FACTOR_FILE);
    }
    return key.hex();
  }
}
