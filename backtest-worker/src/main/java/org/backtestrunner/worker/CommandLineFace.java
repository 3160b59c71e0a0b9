package org.backtestrunner.worker;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.parameter.Parameter;
import org.backtestrunner.worker.parameter.Parameters;
import org.backtestrunner.worker.parameter.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What a person at the keyboard meets: picocli over the parameter list. */
final class CommandLineFace {
  private final CommandLine commandLine;

  CommandLineFace() {
    CommandSpec spec = CommandSpec.create().name("backtest-worker");
    spec.mixinStandardHelpOptions(true);
    spec.versionProvider(() -> new String[] {"backtest-worker " + version()});
    spec.usageMessage()
        .description("Runs one portfolio backtest and writes its equity curve, orders, positions.")
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
    for (Parameter parameter : Parameters.ALL) {
      spec.addOption(option(parameter));
    }
    // A list, so that one given after an argument file counts instead of the file's.
    spec.addOption(
        OptionSpec.builder("--out")
            .paramLabel("DIR")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("Directory of the output files; the last one given counts.")
            .build());
    commandLine = new CommandLine(spec);
  }

  private static OptionSpec option(Parameter parameter) {
    String standard =
        parameter.required()
            ? " Required."
            : parameter.defaultValue().map(d -> " Default: " + d + ".").orElse("");
    String users =
        parameter.strategies().isEmpty()
            ? ""
            : " For " + String.join(", ", parameter.strategies()) + ".";
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
    for (Parameter parameter : Parameters.ALL) {
      String value = result.matchedOptionValue(parameter.option(), (String) null);
      if (value != null) {
        values.put(parameter.name(), value);
      }
    }
    List<String> outs = result.matchedOptionValue("--out", List.of());
    if (outs.isEmpty()) {
      throw new UsageException("--out is required: the directory of the output files");
    }
    return Optional.of(new Arguments(values, Parameter.path("--out", outs.get(outs.size() - 1))));
  }

  private static String explain(CommandLine.ParameterException malformed) {
    String message = malformed.getMessage();
    if (malformed instanceof CommandLine.UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        message += "; did you mean " + String.join(" or ", suggestions) + "?";
      }
    }
    return message + " (--help lists all options)";
  }
}
