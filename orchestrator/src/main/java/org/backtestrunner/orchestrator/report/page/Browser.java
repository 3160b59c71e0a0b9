package org.backtestrunner.orchestrator.report.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The browser of the desktop. */
public final class Browser {
  private static final int SECONDS = 10;

  private Browser() {}

  /** Shows a page; whether that could be started. */
  public static boolean show(Path page) {
    boolean isMac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    try {
      Process starter =
          new ProcessBuilder(List.of(isMac ? "open" : "xdg-open", page.toUri().toString()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      // Where it goes on, it has become the browser.
      return !starter.waitFor(SECONDS, TimeUnit.SECONDS) || starter.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
