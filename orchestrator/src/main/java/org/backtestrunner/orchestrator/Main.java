package org.backtestrunner.orchestrator;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.batch.UnfinishedBatchException;
import org.backtestrunner.orchestrator.batch.host.Installation;
import org.backtestrunner.orchestrator.command.BatchBacktestCommand;
import org.backtestrunner.orchestrator.command.CheckHealthCommand;
import org.backtestrunner.orchestrator.command.CheckLookaheadCommand;
import org.backtestrunner.orchestrator.command.CleanCommand;
import org.backtestrunner.orchestrator.command.CompareCommand;
import org.backtestrunner.orchestrator.command.CompletionCommand;
import org.backtestrunner.orchestrator.command.DescribeCommand;
import org.backtestrunner.orchestrator.command.HelpCommand;
import org.backtestrunner.orchestrator.command.LeaderboardCommand;
import org.backtestrunner.orchestrator.command.ListCommand;
import org.backtestrunner.orchestrator.command.MakeArchiveCommand;
import org.backtestrunner.orchestrator.command.NewStrategyCommand;
import org.backtestrunner.orchestrator.command.ReplayCommand;
import org.backtestrunner.orchestrator.command.ReportCommand;
import org.backtestrunner.orchestrator.command.SampleDataCommand;
import org.backtestrunner.orchestrator.command.TrialsCommand;
import org.backtestrunner.orchestrator.command.argument.UnencodablePaths;
import org.backtestrunner.orchestrator.command.argument.UsageMistake;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.exit.UserFault;
import org.backtestrunner.orchestrator.launch.cache.ProgramArchive;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point: one command line in, one exit code out. */
@Command(
    name = "cli",
    description = "Runs portfolio backtests in batches, each run in a JVM of its own.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND")
public class Main implements Callable<Integer> {
  /** From which on somebody wants this program to be gone. */
  private static final int FIRST_CODE_OF_SIGNALS = 128;

  @Spec private CommandSpec spec;

  private Main() {}

  public static void main(String[] args) {
    // Numbers look the same everywhere: some countries have digits of their own.
    Locale.setDefault(Locale.ROOT);
    if (TaskMain.isCalled(args)) {
      System.exit(TaskMain.execute(args));
    }
    int exitCode = execute(args, printer(FileDescriptor.out), printer(FileDescriptor.err));
    if (exitCode < FIRST_CODE_OF_SIGNALS) {
      ProgramArchive.missing().ifPresent(ProgramArchive::makeInBackground);
    }
    System.exit(exitCode);
  }

  public static int execute(String[] args, PrintWriter out, PrintWriter err) {
    CommandLine program =
        commandLine(List.of(args))
            .setOut(out)
            .setErr(err)
            // TerminalText lets no colour through.
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .setParameterExceptionHandler((mistake, ignored) -> refuse(mistake))
            .setExecutionExceptionHandler((failure, command, ignored) -> explain(failure, err));
    Optional<String> complaint = UnencodablePaths.complaint(List.of(args));
    if (complaint.isPresent()) {
      err.println("Error: " + complaint.get());
      String first = args.length == 0 ? "" : args[0];
      return program
          .getSubcommands()
          .getOrDefault(first, program)
          .getCommandSpec()
          .exitCodeOnInvalidInput();
    }
    int exitCode;
    try {
      exitCode = program.execute(args);
    } catch (OutOfMemoryError exhausted) {
      err.println(
          "Error: out of memory ("
              + exhausted.getMessage()
              + "); give the program more, as by JDK_JAVA_OPTIONS=-Xmx2g");
      return environmentCode(program, args);
    } catch (Error bug) {
      return explain(bug, err);
    }
    if (out.checkError() && !isReaderGone()) {
      err.println(
          "Error: standard output cannot be written, as on a full disk; what was written elsewhere"
              + " is whole");
      return environmentCode(program, args);
    }
    return exitCode;
  }

  /** Monitoring systems have a code of their own for a check that could not be made. */
  private static int environmentCode(CommandLine program, String[] args) {
    CommandLine command =
        program.getSubcommands().getOrDefault(args.length == 0 ? "" : args[0], program);
    int own = command.getCommandSpec().exitCodeOnExecutionException();
    return own == CommandLine.ExitCode.SOFTWARE ? ExitCode.ENVIRONMENT.code() : own;
  }

  /** Who has read enough, as {@code head}, does not mind. */
  private static boolean isReaderGone() {
    try {
      new FileOutputStream(FileDescriptor.out).write('\n');
      return false;
    } catch (IOException failure) {
      return "Broken pipe".equals(failure.getMessage());
    }
  }

  /** All commands with their options. */
  static CommandLine commandLine() {
    return new CommandLine(new Complete());
  }

  /**
   * The command line as far as some words need it: commands that are not among them are known by
   * name and description alone, since to read all options takes as long as the rest of a start.
   */
  private static CommandLine commandLine(List<String> words) {
    if (words.contains(CompletionCommand.NAME)) {
      return commandLine();
    }
    // First of all, since a process begins with it.
    Optional<BatchBacktestCommand> called =
        Optional.of(BatchBacktestCommand.NAME)
            .filter(name -> !words.isEmpty() && words.get(0).equals(name))
            .map(name -> BatchBacktestCommand.calledWith(words));
    CommandLine program = new CommandLine(new Main());
    for (Class<?> type : Complete.class.getAnnotation(Command.class).subcommands()) {
      Command command = type.getAnnotation(Command.class);
      if (called.isPresent() && type == BatchBacktestCommand.class) {
        program.addSubcommand(new CommandLine(called.get()));
      } else if (words.contains(command.name())) {
        program.addSubcommand(new CommandLine(type));
      } else {
        program.addSubcommand(named(command));
      }
    }
    return program;
  }

  private static CommandLine named(Command command) {
    CommandSpec spec = CommandSpec.create().name(command.name());
    spec.usageMessage().description(command.description()).hidden(command.hidden());
    return new CommandLine(spec);
  }

  /** Not by way of {@code System.out}, which keeps failures to itself. */
  private static PrintWriter printer(FileDescriptor stream) {
    return new PrintWriter(
        new TerminalText(
            new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8)),
        true);
  }

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE.code();
  }

  private static int refuse(ParameterException mistake) {
    CommandLine command = mistake.getCommandLine();
    command
        .getErr()
        .println(
            "Error: "
                + UsageMistake.describe(mistake)
                + " ("
                + command.getCommandSpec().qualifiedName()
                + " --help shows how)");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static int explain(Throwable failure, PrintWriter err) {
    if (failure instanceof UnfinishedBatchException unfinished) {
      int exitCode = explain(unfinished.reason(), err);
      err.println(unfinished.advice());
      return exitCode;
    }
    if (failure instanceof UserFault fault) {
      fault.details().forEach(err::println);
      err.println("Error: " + fault.sentence());
      return fault.exitCode().code();
    }
    failure.printStackTrace(err);
    err.println("Error: this is a bug of ours; please report it with the lines above");
    return ExitCode.BUG.code();
  }

  /** All of it. */
  @Command(
      subcommands = {
        BatchBacktestCommand.class,
        CheckHealthCommand.class,
        CheckLookaheadCommand.class,
        CleanCommand.class,
        CompareCommand.class,
        CompletionCommand.class,
        DescribeCommand.class,
        LeaderboardCommand.class,
        ListCommand.class,
        HelpCommand.class,
        MakeArchiveCommand.class,
        NewStrategyCommand.class,
        ReplayCommand.class,
        ReportCommand.class,
        SampleDataCommand.class,
        TrialsCommand.class
      })
  private static final class Complete extends Main {}

  /** Version, commit and JVM. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "backtest-runner " + Installation.version(), "Java " + Installation.javaVersion()
      };
    }
  }
}
