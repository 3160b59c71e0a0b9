package org.backtestrunner.orchestrator.command.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The completion of fish: a line for each command and each option. */
final class FishCompletion {
  private final String name;
  private final List<String> lines = new ArrayList<>();

  private FishCompletion(String name) {
    this.name = name;
  }

  static String of(CommandSpec program) {
    FishCompletion completion = new FishCompletion(program.name());
    completion.lines.add("# Completion of " + program.name() + " in fish.");
    // No names of files, but where one is asked for.
    completion.lines.add("complete -c " + program.name() + " -f");
    completion.addOptions(program, "__fish_use_subcommand");
    for (CommandSpec command : Completions.commands(program)) {
      String says = ManualPage.text(command.usageMessage().description());
      completion.add(
          "__fish_use_subcommand", "-a", quoted(command.name()), "-d", quoted(firstSentence(says)));
      String given = "__fish_seen_subcommand_from " + command.name();
      completion.addOptions(command, given);
      for (PositionalParamSpec argument : command.positionalParameters()) {
        completion.add(given, value(argument, "-F", ""));
      }
    }
    return String.join("\n", completion.lines) + "\n";
  }

  private void addOptions(CommandSpec command, String condition) {
    for (OptionSpec option : command.options()) {
      if (option.hidden()) {
        continue;
      }
      StringJoiner words = new StringJoiner(" ");
      for (String written : option.names()) {
        words.add(
            written.startsWith("--") ? "-l " + written.substring(2) : "-s " + written.substring(1));
      }
      if (option.arity().max() > 0) {
        words.add(value(option, "-rF", "-x"));
      }
      add(condition, words.toString(), "-d", quoted(ManualPage.text(option.description())));
    }
  }

  private static String value(ArgSpec argument, String path, String other) {
    List<String> values = Completions.values(argument);
    if (!values.isEmpty()) {
      return (other + " -a " + quoted(String.join(" ", values))).strip();
    }
    if (Completions.isDirectory(argument)) {
      return (other + " -a '(__fish_complete_directories)'").strip();
    }
    return Completions.isPath(argument) ? path : other;
  }

  private void add(String condition, String... words) {
    lines.add("complete -c " + name + " -n " + quoted(condition) + " " + String.join(" ", words));
  }

  private static String firstSentence(String text) {
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
