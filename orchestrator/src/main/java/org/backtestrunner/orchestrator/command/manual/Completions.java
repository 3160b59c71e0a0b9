package org.backtestrunner.orchestrator.command.manual;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** What can follow an option or be an argument, as its label tells. */
final class Completions {
  /** The label of an argument that names a command. */
  private static final String COMMAND = "COMMAND";

  private Completions() {}

  /** The values of an argument that takes one of a few; else none. */
  static List<String> values(ArgSpec argument) {
    String label = argument.paramLabel();
    if (label.equals(COMMAND)) {
      return commands(argument.command().root()).stream().map(CommandSpec::name).toList();
    }
    return label.contains("|") ? List.of(label.split("\\|")) : List.of();
  }

  static boolean isPath(ArgSpec argument) {
    return isDirectory(argument) || List.of("FILE", "CONFIG").contains(argument.paramLabel());
  }

  static boolean isDirectory(ArgSpec argument) {
    return argument.paramLabel().equals("DIR");
  }

  /** The commands that a help names. */
  static List<CommandSpec> commands(CommandSpec program) {
    return program.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(command -> !command.usageMessage().hidden())
        .toList();
  }
}
