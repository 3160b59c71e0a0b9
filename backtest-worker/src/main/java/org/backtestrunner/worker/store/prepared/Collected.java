package org.backtestrunner.worker.store.prepared;

import java.util.List;
import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.store.format.Warning;

/** Puts warnings and what is said into a list. */
record Collected(List<Warning> to) implements Warnings {
  @Override
  public void add(WarningKind kind, boolean serious, String message) {
    to.add(new Warning(kind.label(), serious, message));
  }

  @Override
  public void say(String message) {
    to.add(new Warning(Warning.SAID, false, message));
  }
}
