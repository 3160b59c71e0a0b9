package org.backtestrunner.orchestrator.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.command.manual.Shell;
import org.backtestrunner.orchestrator.exit.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Writes what a shell needs to complete the commands of this program. */
@Command(
    name = CompletionCommand.NAME,
    description = "Prints the script that makes a shell complete commands and options.",
    sortOptions = false,
    footer = {
      "",
      "Examples, for ~/.bashrc or ~/.zshrc, and for fish:",
      "  source <(${backtest.cli:-scripts/cli} completion bash)",
      "  ${backtest.cli:-scripts/cli} completion fish | source"
    })
public final class CompletionCommand implements Callable<Integer> {
  public static final String NAME = "completion";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "bash|zsh|fish",
      converter = ShellConverter.class,
      description = "the shell")
  private Shell shell;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(shell.completion(spec.root()));
    out.flush();
    return ExitCode.SUCCESS.code();
  }

  private static final class ShellConverter implements ITypeConverter<Shell> {
    @Override
    public Shell convert(String text) {
      for (Shell shell : Shell.values()) {
        if (shell.name().toLowerCase(Locale.ROOT).equals(text)) {
          return shell;
        }
      }
      throw new TypeConversionException("must be bash, zsh or fish, not '" + text + "'");
    }
  }
}
