package org.backtestrunner.orchestrator;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.backtestrunner.orchestrator.batch.Installation;
import org.backtestrunner.orchestrator.batch.UnfinishedBatchException;
import org.backtestrunner.orchestrator.command.BatchBacktestCommand;
import org.backtestrunner.orchestrator.command.CheckHealthCommand;
import org.backtestrunner.orchestrator.command.CompareCommand;
import org.backtestrunner.orchestrator.command.DescribeCommand;
import org.backtestrunner.orchestrator.command.LeaderboardCommand;
import org.backtestrunner.orchestrator.command.MakeArchiveCommand;
import org.backtestrunner.orchestrator.command.ReportCommand;
import org.backtestrunner.orchestrator.command.SampleDataCommand;
import org.backtestrunner.orchestrator.command.UnencodablePaths;
import org.backtestrunner.orchestrator.command.UsageMistake;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.exit.UserFault;
import org.backtestrunner.orchestrator.launch.cache.ProgramArchive;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** Entry point: one command line in, one exit code out. */
@Command(
    name = "cli",
    description = "Runs portfolio backtests in batches, each run in a JVM of its own.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BatchBacktestCommand.class,
      CheckHealthCommand.class,
      CompareCommand.class,
      DescribeCommand.class,
      LeaderboardCommand.class,
      MakeArchiveCommand.class,
      ReportCommand.class,
      SampleDataCommand.class
    })
public final class Main implements Runnable {
  /** From which on somebody wants this program to be gone. */
  private static final int FIRST_CODE_OF_SIGNALS = 128;

  private Main() {}

  public static void main(String[] args) {
    // Numbers look the same everywhere: some countries have digits of their own.
    Locale.setDefault(Locale.ROOT);
    int exitCode = execute(args, utf8(System.out), utf8(System.err));
    if (exitCode < FIRST_CODE_OF_SIGNALS) {
      ProgramArchive.missing()
          .ifPresent(archive -> archive.makeInBackground(MakeArchiveCommand.NAME));
    }
    System.exit(exitCode);
  }

  public static int execute(String[] args, PrintWriter out, PrintWriter err) {
    CommandLine program =
        new CommandLine(new Main())
            .setOut(out)
            .setErr(err)
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
    return program.execute(args);
  }

  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** Without a command there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(new CommandLine(this), "a command is missing");
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

  private static int explain(Exception failure, PrintWriter err) {
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
