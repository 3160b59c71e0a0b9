package org.backtestrunner.worker.store.format;

import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.shared.warning.WarningKind;
import org.backtestrunner.worker.panel.Warnings;

/**
 * What reading the original files has warned of or said; every run does it again.
 *
 * @param kind the label of its kind; {@link #SAID} where it was no warning
 */
public record Warning(String kind, boolean serious, String message) {
  public static final String SAID = "";

  /** Warns of it or says it again. */
  public void repeat(Warnings to) {
    if (kind.equals(SAID)) {
      to.say(message);
    } else {
      to.add(WarningKind.find(kind).orElse(WarningKind.OTHER), serious, message);
    }
  }

  public static void write(HeadWriter head, List<Warning> warnings) {
    head.number(warnings.size());
    for (Warning warning : warnings) {
      head.text(warning.kind()).number(warning.serious() ? 1 : 0).text(warning.message());
    }
  }

  public static List<Warning> read(HeadReader head) {
    List<Warning> warnings = new ArrayList<>();
    int size = head.number();
    for (int i = 0; i < size; i++) {
      warnings.add(new Warning(head.text(), head.number() == 1, head.text()));
    }
    return warnings;
  }
}
