package org.backtestrunner.orchestrator.config;

import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.Values;

/**
 * What a batch says about itself at its end.
 *
 * @param enabled whether statistics over all runs are written
 */
public record ReportPolicy(boolean enabled) {

  static final class Keys extends KeyGroup {
    private final Key<Boolean> report =
        onOff("report")
            .standard(true)
            .shortcut("--no-report", "off", "write no statistics, best parameters or report")
            .says("Whether statistics over all runs, best parameters and a report are written.");

    Keys() {
      super("Report");
    }

    ReportPolicy read(Values values) {
      return new ReportPolicy(values.get(report));
    }
  }
}
