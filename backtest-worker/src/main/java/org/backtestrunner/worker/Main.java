package org.backtestrunner.worker;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.inspection.Answer;
import org.backtestrunner.worker.inspection.Finding;
import org.backtestrunner.worker.inspection.Inspection;
import org.backtestrunner.worker.own.OwnCode;
import org.backtestrunner.worker.own.StrategyException;
import org.backtestrunner.worker.parameter.Parameter;
import org.backtestrunner.worker.parameter.ParameterList;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.parameter.UsageException;
import org.backtestrunner.worker.process.ProcessUsage;
import org.backtestrunner.worker.table.cell.BadDataException;

/** Entry point of the worker: one backtest in one JVM, or several one after another. */
public final class Main {
  /** The first argument of a preparation. */
  private static final String PREPARE = "prepare";

  /**
   * The first argument of a look at inputs, which are asked for on standard input; another one may
   * name a jar of strategies.
   */
  private static final String INSPECT = "inspect";

  /**
   * The first of three arguments that ask what is in a jar of the user's; the others are the jar
   * and a directory, which takes the answer.
   */
  private static final String DECLARE = "declare";

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
    // A JVM's explicit exit sets up logging since JDK 21: a run that is done just ends, unless code
    // of the user's may have left threads behind.
    if (code != WorkerExitCode.DONE || othersStay()) {
      System.exit(code.code());
    }
  }

  /** Whether this JVM would go on when {@code main} has ended. */
  private static boolean othersStay() {
    Thread[] threads = new Thread[Thread.activeCount() + 8];
    int count = Thread.enumerate(threads);
    for (int i = 0; i < count; i++) {
      if (threads[i] != Thread.currentThread() && !threads[i].isDaemon()) {
        return true;
      }
    }
    return false;
  }

  /** Does what the arguments say; every fault is told to the log. */
  static WorkerExitCode run(String[] args, RunLog log, Session session) {
    try {
      if (args.length > 0 && args[0].equals(PREPARE)) {
        prepare(List.of(args).subList(1, args.length), log);
      } else if (args.length == 1 && args[0].equals(INSPECT)) {
        inspect(OwnCode.none());
      } else if (args.length == 2 && args[0].equals(INSPECT)) {
        withOwn(Arguments.strategyJar(List.of(args)), log, Main::inspect);
      } else if (args.length == 3 && args[0].equals(DECLARE)) {
        Path directory = Parameter.path(DECLARE, args[2]);
        withOwn(Optional.of(Parameter.path(DECLARE, args[1])), log, own -> declare(own, directory));
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
    } catch (StrategyException ofUser) {
      log.strategyError(ofUser.getMessage(), ofUser.frames());
      return WorkerExitCode.STRATEGY_ERROR;
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
    List<String> expanded = Arguments.expanded(args);
    Optional<Path> jar = Arguments.strategyJar(expanded);
    if (jar.isEmpty()) {
      backtest(expanded, OwnCode.none(), log, session);
    } else {
      List<String> others = Arguments.withoutStrategyJar(expanded);
      withOwn(jar, log, own -> backtest(others, own, log, session));
    }
  }

  /** What is done with code of the user's. */
  private interface OwnUse {
    void with(OwnCode own) throws IOException;
  }

  /** An exit that the code calls for counts as its failure, from its first line on. */
  private static void withOwn(Optional<Path> jar, RunLog log, OwnUse use) throws IOException {
    if (jar.isEmpty()) {
      use.with(OwnCode.none());
      return;
    }
    ExitWatch watch = ExitWatch.begin(jar.get(), log);
    try (OwnCode own = OwnCode.load(jar.get())) {
      use.with(own);
    } finally {
      watch.end();
    }
  }

  private static void backtest(List<String> args, OwnCode own, RunLog log, Session session)
      throws IOException {
    Optional<Arguments> arguments = arguments(own.parameters(), args, false);
    if (arguments.isPresent()) {
      Backtest.run(
          RunParameters.of(own.parameters(), arguments.get().values()),
          own,
          arguments.get().out().orElseThrow(),
          arguments.get().outputs(),
          arguments.get().store(),
          session,
          log);
      log.info(ProcessUsage.describe(session.ticksBefore()));
    }
  }

  private static void prepare(List<String> args, RunLog log) throws IOException {
    List<String> expanded = Arguments.expanded(args);
    Optional<Path> jar = Arguments.strategyJar(expanded);
    if (jar.isEmpty()) {
      prepare(expanded, OwnCode.none(), log);
    } else {
      List<String> others = Arguments.withoutStrategyJar(expanded);
      withOwn(jar, log, own -> prepare(others, own, log));
    }
  }

  private static void prepare(List<String> args, OwnCode own, RunLog log) throws IOException {
    Optional<Arguments> arguments = arguments(own.parameters(), args, true);
    if (arguments.isPresent()) {
      Preparation.run(
          RunParameters.of(own.parameters(), arguments.get().values()),
          own,
          arguments.get().cacheDirectory().orElseThrow(),
          arguments.get().store().orElseThrow(),
          log);
      log.info(ProcessUsage.describe(0));
    }
  }

  /** Those of an orchestrator are plain; a person's may ask for help, and then are none. */
  private static Optional<Arguments> arguments(
      ParameterList list, List<String> args, boolean preparation) {
    Optional<Arguments> plain = Arguments.plain(list, args, preparation);
    return plain.isPresent()
        ? plain
        : new WorkerOptions(list, preparation).parse(args, standardOutput());
  }

  private static void declare(OwnCode own, Path directory) throws IOException {
    WorkerDocument.write(own, directory);
    Files.writeString(directory.resolve(OwnCode.INDEX), String.join("\n", own.classNames()) + "\n");
  }

  private static void inspect(OwnCode own) throws IOException {
    // Whoever asks may still be busy with the question.
    Inspection.getReady();
    String requests = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    Inspection inspection = new Inspection();
    List<List<Finding>> findings = new ArrayList<>();
    for (Map<String, String> values : Arguments.ofInspection(own.parameters(), requests)) {
      RunParameters run = RunParameters.of(own.parameters(), values);
      findings.add(inspection.of(run, own.formulas(run)));
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
