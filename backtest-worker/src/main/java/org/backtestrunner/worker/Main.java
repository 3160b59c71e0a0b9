package org.backtestrunner.worker;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.inspection.Answer;
import org.backtestrunner.worker.inspection.Finding;
import org.backtestrunner.worker.inspection.Inspection;
import org.backtestrunner.worker.parameter.Parameter;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.parameter.UsageException;
import org.backtestrunner.worker.process.ProcessUsage;
import org.backtestrunner.worker.table.cell.BadDataException;

/** Entry point of the worker: one backtest in one JVM, or several one after another. */
public final class Main {
  /** The first argument of a preparation. */
  private static final String PREPARE = "prepare";

  /** The one argument of a look at inputs, which are asked for on standard input. */
  private static final String INSPECT = "inspect";

  /** The first of two arguments that ask for a typical run; the second is a directory. */
  private static final String TYPICAL = "typical";

  /** The one argument of a JVM that executes several runs, which it is told on standard input. */
  static final String SERVE = "serve";

  private Main() {}

  public static void main(String[] args) throws IOException {
    ParentWatchdog.begin();
    if (args.length == 1 && args[0].equals(SERVE)) {
      Service.ofProcess();
      // Whatever a run has left behind, as a thread, ends too.
      System.exit(WorkerExitCode.DONE.code());
    }
    RunLog log = RunLog.ofProcess();
    WorkerExitCode code = run(args, log, Session.alone());
    // A JVM's explicit exit sets up logging since JDK 21: a run that is done just ends.
    if (code != WorkerExitCode.DONE) {
      System.exit(code.code());
    }
  }

  /** Does what the arguments say; every fault is told to the log. */
  static WorkerExitCode run(String[] args, RunLog log, Session session) {
    try {
      if (args.length > 0 && args[0].equals(PREPARE)) {
        prepare(List.of(args).subList(1, args.length), log);
      } else if (args.length == 1 && args[0].equals(INSPECT)) {
        inspect();
      } else if (args.length == 2 && args[0].equals(TYPICAL)) {
        TypicalRun.write(Parameter.path(TYPICAL, args[1]));
      } else {
        backtest(List.of(args), log, session);
      }
      return WorkerExitCode.DONE;
    } catch (UsageException usage) {
      log.error(usage.getMessage());
      return WorkerExitCode.USAGE;
    } catch (BadDataException badData) {
      badData.problems().forEach(log::error);
      return WorkerExitCode.BAD_DATA;
    } catch (IOException cannotWrite) {
      log.error("the results cannot be written: " + describe(cannotWrite));
      return WorkerExitCode.CANNOT_WRITE;
    } catch (OutOfMemoryError exhausted) {
      log.error("the heap is exhausted; give the JVM more with -Xmx");
      return WorkerExitCode.OUT_OF_MEMORY;
    } catch (RuntimeException | Error bug) {
      log.bug(bug);
      return WorkerExitCode.BUG;
    }
  }

  private static void backtest(List<String> args, RunLog log, Session session) throws IOException {
    Optional<Arguments> arguments = arguments(args, false);
    if (arguments.isPresent()) {
      RunParameters run = RunParameters.of(arguments.get().values());
      Backtest.run(
          run,
          arguments.get().out().orElseThrow(),
          arguments.get().outputs(),
          arguments.get().store(),
          session,
          log);
      log.info(ProcessUsage.describe(session.ticksBefore()));
    }
  }

  private static void prepare(List<String> args, RunLog log) throws IOException {
    Optional<Arguments> arguments = arguments(args, true);
    if (arguments.isPresent()) {
      Preparation.run(
          RunParameters.of(arguments.get().values()),
          arguments.get().cacheDirectory().orElseThrow(),
          arguments.get().store().orElseThrow(),
          log);
      log.info(ProcessUsage.describe(0));
    }
  }

  /** Those of an orchestrator are plain; a person's may ask for help, and then are none. */
  private static Optional<Arguments> arguments(List<String> args, boolean preparation) {
    List<String> expanded = Arguments.expanded(args);
    Optional<Arguments> plain = Arguments.plain(expanded, preparation);
    return plain.isPresent()
        ? plain
        : new WorkerOptions(preparation).parse(expanded, standardOutput());
  }

  private static void inspect() throws IOException {
    // Whoever asks may still be busy with the question.
    Inspection.getReady();
    String requests = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    Inspection inspection = new Inspection();
    List<List<Finding>> findings = new ArrayList<>();
    for (Map<String, String> values : Arguments.ofInspection(requests)) {
      findings.add(inspection.of(RunParameters.of(values)));
    }
    Answer.write(findings, System.out);
  }

  private static PrintWriter standardOutput() {
    return new PrintWriter(System.out, true, StandardCharsets.UTF_8);
  }

  /** A file system's exceptions often have the path alone as their message. */
  private static String describe(IOException failure) {
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}
