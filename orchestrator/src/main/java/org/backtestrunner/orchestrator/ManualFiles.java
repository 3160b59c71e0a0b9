package org.backtestrunner.orchestrator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.backtestrunner.orchestrator.command.manual.ManualPage;
import org.backtestrunner.orchestrator.command.manual.Shell;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Writes, when the program is built, the manual page and completions that are installed with it.
 */
public final class ManualFiles {
  /** The command that is a script of its own too. */
  private static final String SCRIPT = "check_health";

  private ManualFiles() {}

  /**
   * @param args the directory to write to, the version, and the time of the page in ISO form
   */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    String product = "backtest-runner " + args[1];
    CommandSpec program = Main.commandLine().getCommandSpec();
    Path pages = Files.createDirectories(directory.resolve("man/man1"));
    String page = ManualPage.of(program, product, args[2].split("T")[0]);
    Files.writeString(pages.resolve(program.name() + ".1"), page);
    Files.writeString(pages.resolve(SCRIPT + ".1"), ".so man1/" + program.name() + ".1\n");
    Path scripts = Files.createDirectories(directory.resolve("completion"));
    for (Shell shell : Shell.values()) {
      String name = program.name() + "." + shell.name().toLowerCase(Locale.ROOT);
      Files.writeString(scripts.resolve(name), shell.completion(program));
    }
  }
}
