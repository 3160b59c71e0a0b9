package org.backtestrunner.worker;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.engine.Outputs;
import org.backtestrunner.worker.parameter.Parameter;
import org.backtestrunner.worker.parameter.ParameterList;
import org.backtestrunner.worker.parameter.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What a person at the keyboard meets: picocli over the parameter list. */
final class WorkerOptions {
  private final ParameterList list;
  private final CommandLine commandLine;
  private final boolean preparation;

  /**
   * Describes the options.
   *
   * @param list the parameters of runs
   * @param preparation whether they are those of {@code prepare} instead of a run's
   */
  WorkerOptions(ParameterList list, boolean preparation) {
    this.list = list;
    this.preparation = preparation;
    CommandSpec spec =
        CommandSpec.create().name(preparation ? "backtest-worker prepare" : "backtest-worker");
    spec.mixinStandardHelpOptions(true);
    spec.versionProvider(() -> new String[] {"backtest-worker " + version()});
    spec.usageMessage()
        .description(
            preparation
                ? "Puts the prices and factors of a run into a cache, for runs with the same inputs."
                : "Runs one portfolio backtest and writes its equity curve, orders, positions.")
        .footer(
            "",
            "Example:",
            "  java -jar backtest-worker.jar --strategy buy_and_hold --price-file prices.csv \\",
            "    --start-date 2015-01-01 --end-date 2020-12-31 --out /tmp/backtest",
            "",
            "A run of a batch again, written elsewhere:",
            "  java -jar backtest-worker.jar @runs/0003_x/worker.args --out /tmp/backtest")
        .sortOptions(false)
        .width(100);
    for (Parameter parameter : list.all()) {
      spec.addOption(option(parameter));
    }
    spec.addOption(
        path(Arguments.OUT, "DIR", preparation, "Directory of the output files; the last counts."));
    spec.addOption(
        path(
            Arguments.OUTPUTS,
            "LIST",
            preparation,
            "Which files are left, with commas between them: of "
                + String.join(", ", Outputs.NAMES)
                + "; equity always. The last counts. Default: all."));
    spec.addOption(
        path(
            Arguments.CSV_SAFE,
            "ON|OFF",
            preparation,
            "Whether a symbol that a spreadsheet would take for a formula has an apostrophe before"
                + " it. The last counts. Default: off."));
    spec.addOption(
        path(
            Arguments.STORE,
            "FILE",
            !preparation,
            "Written when all is prepared; tells runs where it is."));
    if (preparation) {
      spec.addOption(path(Arguments.CACHE_DIRECTORY, "DIR", false, "The cache; safe to delete."));
    }
    commandLine = new CommandLine(spec);
  }

  /** A list, so that one given after an argument file counts instead of the file's. */
  private static OptionSpec path(String name, String label, boolean hidden, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .hidden(hidden)
        .description(description)
        .build();
  }

  private static OptionSpec option(Parameter parameter) {
    String standard = parameter.standard().map(d -> " Default: " + d + ".").orElse("");
    String strategies = String.join(", ", parameter.strategies());
    String users =
        strategies.isEmpty()
            ? (parameter.isRequired() ? " Required." : "")
            : (parameter.isRequired() ? " Required by " : " For ") + strategies + ".";
    return OptionSpec.builder(parameter.option())
        .paramLabel(parameter.type().label().toUpperCase(java.util.Locale.ROOT))
        .type(String.class)
        .description(
            escaped(
                parameter.description()
                    + " Allowed: "
                    + parameter.allowed()
                    + "."
                    + standard
                    + users))
        .build();
  }

  /** picocli formats descriptions. */
  private static String escaped(String description) {
    return description.replace("%", "%%");
  }

  private static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("(unpackaged)");
  }

  /**
   * Reads arguments; empty where they asked for help or the version, which is then printed.
   *
   * @throws UsageException for unknown options and the like
   */
  Optional<Arguments> parse(List<String> args, PrintWriter out) {
    ParseResult result;
    try {
      result = commandLine.parseArgs(args.toArray(new String[0]));
    } catch (CommandLine.ParameterException malformed) {
      throw new UsageException(explain(malformed));
    }
    if (result.isUsageHelpRequested()) {
      commandLine.usage(out);
      return Optional.empty();
    }
    if (result.isVersionHelpRequested()) {
      commandLine.printVersionHelp(out, CommandLine.Help.Ansi.OFF);
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (Parameter parameter : list.all()) {
      String value = result.matchedOptionValue(parameter.option(), (String) null);
      if (value != null) {
        values.put(parameter.name(), value);
      }
    }
    Optional<Path> directory = path(result, Arguments.OUT);
    Optional<Path> store = path(result, Arguments.STORE);
    if (!preparation) {
      require(directory, "--out is required: the directory of the output files");
      return Optional.of(
          new Arguments(values, directory, outputs(result), store, Optional.empty()));
    }
    Optional<Path> cacheDirectory = path(result, Arguments.CACHE_DIRECTORY);
    require(store, "--store is required: the file that tells runs what the cache has for them");
    require(cacheDirectory, "--cache-dir is required: the directory of the cache");
    return Optional.of(new Arguments(values, directory, Outputs.ALL, store, cacheDirectory));
  }

  private static void require(Optional<Path> given, String complaint) {
    if (given.isEmpty()) {
      throw new UsageException(complaint);
    }
  }

  private static Outputs outputs(ParseResult result) {
    Outputs outputs =
        last(result, Arguments.OUTPUTS)
            .map(text -> Outputs.of(Arguments.OUTPUTS, text))
            .orElse(Outputs.ALL);
    return last(result, Arguments.CSV_SAFE)
        .map(text -> outputs.csvSafe(Arguments.CSV_SAFE, text))
        .orElse(outputs);
  }

  private static Optional<Path> path(ParseResult result, String option) {
    return last(result, option).map(text -> Parameter.path(option, text));
  }

  /** The last of an option's values, since one after an argument file replaces the file's. */
  private static Optional<String> last(ParseResult result, String option) {
    if (!result.hasMatchedOption(option)) {
      return Optional.empty();
    }
    List<String> given = result.matchedOptionValue(option, List.of());
    return Optional.of(given.get(given.size() - 1));
  }

  private static String explain(CommandLine.ParameterException malformed) {
    String message = malformed.getMessage();
    if (malformed instanceof CommandLine.UnmatchedArgumentException unmatched) {
      // Not also its value, which is unknown only because the option is.
      for (String word : unmatched.getUnmatched()) {
        if (word.startsWith("-") && word.length() > 1) {
          message = "unknown option '" + word + "'";
          break;
        }
      }
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        message += "; did you mean " + String.join(" or ", suggestions) + "?";
      }
    }
    return message + " (--help lists all options)";
  }
}
