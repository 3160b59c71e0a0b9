package org.backtestrunner.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.shared.file.InputStamp;
import org.backtestrunner.worker.data.BundleFile;
import org.backtestrunner.worker.data.FactorBundle;
import org.backtestrunner.worker.data.FactorCoverage;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.factor.sources.ComputedFactors;
import org.backtestrunner.worker.own.OwnCode;
import org.backtestrunner.worker.panel.Panel;
import org.backtestrunner.worker.panel.PriceHistories;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.process.ReadingProgress;
import org.backtestrunner.worker.store.prepared.StoreWriter;

/** Does once what is the same for all runs with the same inputs. */
final class Preparation {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);

  private Preparation() {}

  /**
   * Puts prices and factors into a cache, unless they are there, and writes the set file by which
   * runs find them.
   *
   * @param own what the runs use beside what the worker has itself
   * @throws org.backtestrunner.worker.table.cell.BadDataException as a run over these inputs
   */
  static void run(RunParameters run, OwnCode own, Path cacheDirectory, Path setFile, RunLog log)
      throws IOException {
    Factors formulas = own.formulas(run);
    StoreWriter store = new StoreWriter(run, WorkerJar.find(), own.jarOfFactors(), cacheDirectory);
    boolean panelIsThere = store.reusePanel();
    Optional<FactorBundle> bundle =
        store.usesFactors()
            ? Optional.of(BundleFile.read(run.file("bundle_path")))
            : Optional.empty();
    List<Boolean> inFile = new ArrayList<>();
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; bundle.isPresent() && i < bundle.get().members().size(); i++) {
      String name = bundle.get().members().get(i).name();
      inFile.add(formulas.find(name).isEmpty());
      if (!store.reuseFactor(name, inFile.get(i))) {
        missing.add(i);
      }
    }
    // A factor file of which the bundle uses nothing is checked all the same, as in a run.
    boolean unchecked =
        bundle.isPresent() && run.findFile("factor_file").isPresent() && !inFile.contains(true);
    if (!panelIsThere || !missing.isEmpty() || unchecked) {
      PriceHistories histories = histories(run, store, log);
      Optional<ComputedFactors> factors =
          bundle.map(
              b ->
                  new ComputedFactors(
                      run,
                      histories,
                      Panel.whole(run, histories),
                      formulas,
                      b,
                      store.factorWarnings(log)));
      store.verifyInputs();
      if (!panelIsThere) {
        store.putPanel(histories);
      }
      for (int i : missing) {
        String name = bundle.orElseThrow().members().get(i).name();
        ComputedFactors computed = factors.orElseThrow();
        Optional<FactorCoverage> coverage =
            computed.coverage().stream().filter(c -> c.factor().equals(name)).findFirst();
        store.putFactor(name, coverage, histories, (entry, row) -> computed.readRow(i, entry, row));
      }
    } else {
      store.verifyInputs();
    }
    store.finish(setFile, bundle, inFile);
    log.info(
        "prepared "
            + setFile
            + ": prices "
            + (panelIsThere ? "as before" : "read")
            + ", "
            + missing.size()
            + " of "
            + inFile.size()
            + " factors computed");
  }

  private static PriceHistories histories(RunParameters run, StoreWriter store, RunLog log)
      throws IOException {
    long bytes = InputStamp.of(run.file("price_file")).bytes();
    ReadingProgress progress = new ReadingProgress(bytes, log::note, BETWEEN_LINES);
    try {
      return store.histories();
    } finally {
      progress.close();
    }
  }
}
