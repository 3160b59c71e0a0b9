package org.backtestrunner.orchestrator.command.manual;

import java.nio.file.Path;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The completion of bash, as picocli writes it, which looks at the types of arguments. */
final class BashCompletion {
  private BashCompletion() {}

  static String of(CommandSpec program) {
    // Of a copy, whose arguments may get other types.
    CommandLine copy = new CommandLine(program.userObject());
    copy.getSubcommands().values().forEach(command -> tell(command.getCommandSpec()));
    return AutoComplete.bash(program.name(), copy);
  }

  private static void tell(CommandSpec command) {
    for (OptionSpec option : List.copyOf(command.options())) {
      if (!option.typeInfo().isBoolean()) {
        OptionSpec told =
            OptionSpec.builder(option.names())
                .paramLabel(option.paramLabel())
                .type(type(option))
                .completionCandidates(values(option))
                .build();
        command.remove(option);
        command.addOption(told);
      }
    }
    for (PositionalParamSpec argument : List.copyOf(command.positionalParameters())) {
      PositionalParamSpec told =
          PositionalParamSpec.builder()
              .paramLabel(argument.paramLabel())
              .type(type(argument))
              .completionCandidates(values(argument))
              .build();
      command.remove(argument);
      command.addPositional(told);
    }
  }

  /** Null, as picocli wants it, where there are none. */
  private static List<String> values(ArgSpec argument) {
    List<String> values = Completions.values(argument);
    return values.isEmpty() ? null : values;
  }

  private static Class<?> type(ArgSpec argument) {
    return Completions.isPath(argument) ? Path.class : String.class;
  }
}
