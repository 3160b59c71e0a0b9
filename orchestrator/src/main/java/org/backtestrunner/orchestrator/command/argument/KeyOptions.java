package org.backtestrunner.orchestrator.command.argument;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.backtestrunner.orchestrator.config.ConfigKeys;
import org.backtestrunner.orchestrator.config.key.GivenOptions;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options that take precedence over keys of the config, as the keys declare them. */
public final class KeyOptions implements IModelTransformer {
  /** Adds them to the command after its first option, which names the config. */
  @Override
  public CommandSpec transform(CommandSpec command) {
    List<OptionSpec> later = command.options().stream().skip(1).toList();
    later.forEach(command::remove);
    for (Key<?> key : ConfigKeys.all()) {
      key.options().forEach(option -> command.addOption(spec(key, option)));
    }
    later.forEach(command::addOption);
    return command;
  }

  private static OptionSpec spec(Key<?> key, Key.Option option) {
    OptionSpec.Builder builder = OptionSpec.builder(option.name()).description(help(key, option));
    return option.sets().isPresent()
        ? builder.type(boolean.class).arity("0").build()
        : builder.type(String.class).arity("1").paramLabel(option.label()).build();
  }

  /** The first sentence about the key, as the end of a line. */
  private static String help(Key<?> key, Key.Option option) {
    String sentence = key.meaning().split("\\. |\\.$", 2)[0];
    String clause = sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    String range = key.type().range().isEmpty() ? "" : ", " + key.type().range();
    String standard = key.standardText().isEmpty() ? "" : " (default: " + key.standardText() + ")";
    return option
        .help()
        .orElse(clause + range + "; overrides the config's " + key.name() + standard);
  }

  /**
   * What the command line says for keys.
   *
   * @param settings as {@code --set} takes them: {@code KEY=VALUE}
   * @throws InvalidValueException with a sentence that begins with the option
   */
  public static GivenOptions read(ParseResult given, List<String> settings)
      throws InvalidValueException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Key<?> key : ConfigKeys.all()) {
      for (Key.Option option : key.options()) {
        if (given.hasMatchedOption(option.name())) {
          texts.put(
              option.name(),
              option.sets().orElseGet(() -> given.matchedOptionValue(option.name(), "")));
        }
      }
    }
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new InvalidValueException(
            "--set takes KEY=VALUE, such as commission_bps=5, not '" + setting + "'");
      }
      String option = GivenOptions.SET + setting.substring(0, equals);
      if (texts.put(option, setting.substring(equals + 1)) != null) {
        throw new InvalidValueException(option + " is given twice: give it once");
      }
    }
    return GivenOptions.of(ConfigKeys.all(), texts);
  }
}
