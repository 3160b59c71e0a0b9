package org.backtestrunner.worker.reference;

import java.util.Map;
import org.backtestrunner.worker.ProductionRun;

/** The same published histories, through the production engine and its files. */
class KnownAnswersOfTheEngineTest extends KnownAnswersTest {
  @Override
  ReferenceResult backtest(Map<String, String> parameters) {
    return ProductionRun.run(parameters, directory.resolve("backtest"));
  }
}
