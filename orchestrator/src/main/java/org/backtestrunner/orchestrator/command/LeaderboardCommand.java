package org.backtestrunner.orchestrator.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.command.argument.BatchArgument;
import org.backtestrunner.orchestrator.command.argument.TableFormats;
import org.backtestrunner.orchestrator.config.parameter.NearestName;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.report.statistics.BatchReport;
import org.backtestrunner.orchestrator.report.table.Leaderboard;
import org.backtestrunner.orchestrator.report.table.TableFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ranks the runs of batches. */
@Command(
    name = "leaderboard",
    description = "Ranks the runs of one or several batches, below what that is worth.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  ${backtest.cli:-scripts/cli} leaderboard output/batch_backtests/grid_search --by smooth --top 10"
    })
public final class LeaderboardCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "BATCH_DIR", arity = "1..*", description = "directories of batches")
  private List<Path> directories;

  @Option(
      names = "--by",
      paramLabel = "METRIC",
      defaultValue = "sharpe",
      description = "what counts (default: ${DEFAULT-VALUE})")
  private String by;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description = "how many runs (default: ${DEFAULT-VALUE})")
  private int top;

  @Option(
      names = "--where",
      paramLabel = "AXIS=VALUE",
      description = "only runs of a grid with that value of an axis; may be repeated")
  private List<String> where = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = TableFormats.WORDS,
      defaultValue = "table",
      converter = TableFormats.class,
      description = "what goes to stdout (default: ${DEFAULT-VALUE})")
  private TableFormat format;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Override
  public Integer call() {
    if (!Leaderboard.metrics().contains(by)) {
      throw usage("--by: unknown metric " + by + NearestName.hint(by, Leaderboard.metrics()));
    }
    if (top < 1) {
      throw usage("--top: must be 1 or more, not " + top);
    }
    List<Leaderboard.Batch> batches = new ArrayList<>();
    for (Path directory : directories) {
      BatchArgument argument = BatchArgument.read(spec.commandLine(), directory);
      batches.add(
          new Leaderboard.Batch(
              argument.batch().name(), argument.use(Optional.empty(), BatchReport::analysis)));
    }
    List<Leaderboard.Condition> conditions =
        where.stream().map(text -> condition(text, batches)).toList();
    PrintWriter out = spec.commandLine().getOut();
    Leaderboard.of(batches, by, top, conditions)
        .lines(format, TableFormats.terminalWidth())
        .forEach(out::println);
    out.flush();
    return ExitCode.SUCCESS.code();
  }

  private Leaderboard.Condition condition(String text, List<Leaderboard.Batch> batches) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw usage("--where: must be AXIS=VALUE, not " + text);
    }
    String axis = text.substring(0, equals);
    List<String> axes =
        batches.stream()
            .flatMap(batch -> Leaderboard.axes(batch.analysis()).stream())
            .distinct()
            .toList();
    if (!axes.contains(axis)) {
      throw usage("--where: there is no axis " + axis + NearestName.hint(axis, axes));
    }
    return new Leaderboard.Condition(axis, text.substring(equals + 1));
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
