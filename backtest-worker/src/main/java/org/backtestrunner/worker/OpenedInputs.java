package org.backtestrunner.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.backtestrunner.shared.file.InputStamp;
import org.backtestrunner.worker.parameter.RunParameters;

/**
 * Tells which inputs a run has read: whoever knows the digests of files can see whether it were
 * these. A line of the log such as {@code INFO input price_file STAMP} for each, and another one
 * where it is not the same any more when the run is done.
 */
final class OpenedInputs {
  private final Map<String, Path> files;
  private final Map<String, String> told = new LinkedHashMap<>();
  private final RunLog log;

  /** To be made before anything is read. */
  OpenedInputs(RunParameters run, RunLog log) {
    this.files = run.files();
    this.log = log;
    tell();
  }

  /** Tells what is new or has changed. */
  void tell() {
    for (Map.Entry<String, Path> file : files.entrySet()) {
      String stamp = stamp(file.getValue());
      if (!stamp.equals(told.put(file.getKey(), stamp))) {
        log.note("input " + file.getKey() + " " + stamp);
      }
    }
  }

  private static String stamp(Path file) {
    try {
      return InputStamp.of(file).read();
    } catch (IOException gone) {
      return "none";
    }
  }
}
