package org.backtestrunner.worker;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.worker.data.BadDataException;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.parameter.UsageException;

/** Entry point of the worker: one backtest in one JVM. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    OrchestratorWatch.begin();
    RunLog log = RunLog.ofProcess();
    System.exit(run(args, log).code());
  }

  /** Does what the arguments say; every fault is told to the log. */
  static ExitCode run(String[] args, RunLog log) {
    try {
      Optional<Arguments> arguments = read(args);
      if (arguments.isPresent()) {
        RunParameters parameters = RunParameters.of(arguments.get().values());
        Backtest.run(parameters, arguments.get().out(), log);
        log.info(ResourceUse.describe());
      }
      return ExitCode.DONE;
    } catch (UsageException usage) {
      log.error(usage.getMessage());
      return ExitCode.USAGE;
    } catch (BadDataException badData) {
      log.error(badData.getMessage());
      return ExitCode.BAD_DATA;
    } catch (IOException cannotWrite) {
      log.error("the results cannot be written: " + describe(cannotWrite));
      return ExitCode.CANNOT_WRITE;
    } catch (OutOfMemoryError exhausted) {
      log.error("the heap is exhausted; give the JVM more with -Xmx");
      return ExitCode.OUT_OF_MEMORY;
    } catch (RuntimeException | Error bug) {
      log.bug(bug);
      return ExitCode.BUG;
    }
  }

  private static Optional<Arguments> read(String[] args) {
    List<String> expanded = Arguments.expanded(args);
    Optional<Arguments> plain = Arguments.plain(expanded);
    if (plain.isPresent()) {
      return plain;
    }
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    return new CommandLineFace().parse(expanded, out);
  }

  /** A file system's exceptions often have the path alone as their message. */
  private static String describe(IOException failure) {
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}
