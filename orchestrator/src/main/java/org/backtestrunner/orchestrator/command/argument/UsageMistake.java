package org.backtestrunner.orchestrator.command.argument;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.config.parameter.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a command line that cannot be understood is answered. */
public final class UsageMistake {
  private UsageMistake() {}

  /** One clause that names what is wrong; a mistyped option before one that is missing by it. */
  public static String describe(ParameterException mistake) {
    CommandLine command = mistake.getCommandLine();
    List<String> unknown = command.getUnmatchedArguments();
    boolean missing = mistake instanceof MissingParameterException;
    if (unknown.isEmpty() || !(missing || mistake instanceof UnmatchedArgumentException)) {
      return mistake.getMessage();
    }
    String first = unknown.get(0);
    Map<String, CommandLine> commands = command.getSubcommands();
    if (!commands.isEmpty() && !first.startsWith("-")) {
      return unknownCommand(first, command);
    }
    for (String word : unknown) {
      if (word.startsWith("-") && word.length() > 1) {
        // Of --name=value the name; what follows a blank was hardly meant without it.
        String option = word.split("=", 2)[0];
        return "unknown option " + option + hint(option, command.getCommandSpec().optionsMap());
      }
    }
    return missing ? mistake.getMessage() : "'" + first + "' is more than this command takes";
  }

  /** What is said of a word that is no command of the program. */
  public static String unknownCommand(String word, CommandLine program) {
    return "unknown command " + word + hint(word, program.getSubcommands());
  }

  private static String hint(String written, Map<String, ?> known) {
    Map<String, String> names = new LinkedHashMap<>();
    known.keySet().forEach(name -> names.put(plain(name), name));
    return NearestName.find(plain(written), names.keySet())
        .map(name -> " (did you mean " + names.get(name) + "?)")
        .orElse("");
  }

  private static String plain(String name) {
    return name.replaceFirst("^-+", "").replace('-', '_');
  }
}
