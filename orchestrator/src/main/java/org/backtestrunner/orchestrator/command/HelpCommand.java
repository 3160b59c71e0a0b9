package org.backtestrunner.orchestrator.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.command.argument.UsageMistake;
import org.backtestrunner.orchestrator.exit.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The help of a command, for those who put the word before it. */
@Command(
    name = "help",
    description = "Shows the help of a command.",
    sortOptions = false,
    footer = {"", "Example:", "  ${backtest.cli:-scripts/cli} help batch_backtest"})
public final class HelpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..1",
      description = "the command; without one, the help of the program")
  private Optional<String> name;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Override
  public Integer call() {
    CommandLine program = spec.parent().commandLine();
    CommandLine command = name.map(program.getSubcommands()::get).orElse(program);
    if (name.isPresent() && command == program) {
      throw new ParameterException(program, UsageMistake.unknownCommand(name.get(), program));
    }
    command.usage(spec.commandLine().getOut());
    return ExitCode.SUCCESS.code();
  }
}
