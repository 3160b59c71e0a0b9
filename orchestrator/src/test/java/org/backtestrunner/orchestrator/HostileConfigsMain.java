package org.backtestrunner.orchestrator;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Calls the program, in one small JVM, with every hostile config, and tells what it said. */
final class HostileConfigsMain {
  /** Between the answers; no answer holds it. */
  static final String END = "\u001e";

  private HostileConfigsMain() {}

  /** Prints for each case its number, the exit code, and all that was said. */
  public static void main(String[] args) throws Exception {
    List<HostileConfig> all = HostileConfig.all();
    for (int number = 0; number < all.size(); number++) {
      HostileConfig config = all.get(number);
      String file = config.fileName(number);
      Files.write(Path.of(file), config.content());
      StringWriter said = new StringWriter();
      PrintWriter writer = new PrintWriter(said);
      int exitCode =
          Main.execute(new String[] {"batch_backtest", "--config-file", file}, writer, writer);
      writer.flush();
      System.out.print(number + " " + exitCode + "\n" + said + END);
    }
  }
}
