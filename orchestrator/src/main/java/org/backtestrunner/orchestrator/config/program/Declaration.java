package org.backtestrunner.orchestrator.config.program;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Scalar;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.parameter.DecimalText;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.NearestName;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterType;
import org.backtestrunner.orchestrator.config.parameter.Range;

/**
 * What a config says of one parameter of a program.
 *
 * @param section what stands below the name
 * @param name of the parameter
 */
record Declaration(Section section, String name) {
  static final List<String> TYPES =
      List.of(ParameterType.values()).stream().map(Declaration::label).toList();

  static final String BARS_PER_YEAR = "bars_per_year";

  /** Figures are divided by them. */
  private static final Set<String> POSITIVE_NUMBERS =
      Set.of(BARS_PER_YEAR, "bars_per_day", "start_capital");

  /** They mean the same of every run, and say what the world is like. */
  static final Set<String> ASSUMPTIONS =
      Set.of(
          "price_file",
          "freq",
          BARS_PER_YEAR,
          "bars_per_day",
          "start_date",
          "end_date",
          "start_capital",
          "seed");

  private static final List<String> KEYS =
      List.of("type", "min", "max", "choices", "default", "required", "description");

  Parameter parameter() throws WrongDeclarationException {
    for (Entry entry : section.entries()) {
      if (!KEYS.contains(entry.key())) {
        throw wrong(entry, "unknown key" + NearestName.hint(entry.key(), KEYS));
      }
    }
    ParameterType type = type();
    List<String> choices = choices(type);
    Parameter parameter =
        DeclaredParameters.parameter(
            name,
            type,
            choices,
            range(type),
            text("default"),
            required(),
            text("description").orElse(""));
    checkMeaning(parameter);
    Optional<Entry> standard = section.find("default");
    if (standard.isPresent()) {
      if (parameter.required()) {
        throw wrong(standard.get(), "a required parameter has no default");
      }
      try {
        parameter.normalise(parameter.defaultText().orElseThrow());
      } catch (InvalidValueException e) {
        throw wrong(standard.get(), e.getMessage());
      }
    }
    return parameter;
  }

  private static WrongDeclarationException wrong(Entry entry, String message) {
    return new WrongDeclarationException("." + Problem.cut(entry.key()), entry.line(), message);
  }

  private Optional<String> text(String key) throws WrongDeclarationException {
    Optional<Entry> entry = section.find(key);
    return entry.isEmpty() ? Optional.empty() : Optional.of(text(entry.get(), entry.get().value()));
  }

  private static String text(Entry entry, ConfigNode node) throws WrongDeclarationException {
    if (!(node instanceof Scalar scalar) || scalar.isNull()) {
      throw wrong(entry, "must be a single value, not " + node.kind());
    }
    if (scalar.text().chars().anyMatch(Character::isISOControl)) {
      throw wrong(entry, "must not hold line breaks or control characters");
    }
    return scalar.text();
  }

  private ParameterType type() throws WrongDeclarationException {
    Optional<String> written = text("type");
    if (written.isEmpty()) {
      throw new WrongDeclarationException(
          "", 0, "type is missing: one of " + String.join(", ", TYPES));
    }
    if (!TYPES.contains(written.get())) {
      throw wrong(
          section.find("type").orElseThrow(),
          "must be one of "
              + String.join(", ", TYPES)
              + ", not "
              + Problem.quote(written.get())
              + NearestName.hint(written.get(), TYPES));
    }
    return ParameterType.valueOf(written.get().toUpperCase(Locale.ROOT));
  }

  private List<String> choices(ParameterType type) throws WrongDeclarationException {
    Optional<Entry> entry = section.find("choices");
    if (entry.isEmpty()) {
      if (type == ParameterType.CHOICE) {
        throw new WrongDeclarationException(
            "", 0, "a choice needs choices, such as choices: [low, high]");
      }
      return List.of();
    }
    if (type != ParameterType.CHOICE) {
      throw wrong(entry.get(), "only a choice has choices, not a parameter of type " + label(type));
    }
    List<String> choices = new ArrayList<>();
    for (ConfigNode node : section.list("choices")) {
      String choice = text(entry.get(), node);
      if (choice.isBlank() || choices.contains(choice)) {
        throw wrong(entry.get(), "must be different texts, none of them empty");
      }
      choices.add(choice);
    }
    if (choices.isEmpty()) {
      throw wrong(entry.get(), "must be a list of one text or more");
    }
    return choices;
  }

  private Optional<Range> range(ParameterType type) throws WrongDeclarationException {
    Optional<BigDecimal> low = end("min", type);
    Optional<BigDecimal> high = end("max", type);
    if (POSITIVE_NUMBERS.contains(name) && low.filter(least -> least.signum() > 0).isEmpty()) {
      return Optional.of(new Range(Optional.of(BigDecimal.ZERO), false, high, high.isPresent()));
    }
    if (low.isPresent() && high.isPresent() && low.get().compareTo(high.get()) > 0) {
      throw wrong(
          section.find("max").orElseThrow(),
          "must not be below min, which is " + low.get().toPlainString());
    }
    return low.isEmpty() && high.isEmpty()
        ? Optional.empty()
        : Optional.of(new Range(low, low.isPresent(), high, high.isPresent()));
  }

  private Optional<BigDecimal> end(String key, ParameterType type)
      throws WrongDeclarationException {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Entry entry = section.find(key).orElseThrow();
    if (type != ParameterType.INTEGER && type != ParameterType.NUMBER) {
      throw wrong(entry, "only numbers have a " + key + ", not a parameter of type " + label(type));
    }
    // A longer one is no bound but a mistake, and would take long to compare.
    if (!DecimalText.isDecimal(text.get()) || Double.isInfinite(Double.parseDouble(text.get()))) {
      throw wrong(entry, "must be a decimal number, not " + Problem.quote(text.get()));
    }
    return text.map(BigDecimal::new);
  }

  private boolean required() throws WrongDeclarationException {
    Optional<String> text = text("required").map(word -> word.toLowerCase(Locale.ROOT));
    if (text.isPresent() && !Set.of("true", "false").contains(text.get())) {
      throw wrong(
          section.find("required").orElseThrow(),
          "must be true or false, not " + Problem.quote(text.get()));
    }
    return text.equals(Optional.of("true"));
  }

  /** Some names mean the same of every run, whatever executes it. */
  private static void checkMeaning(Parameter parameter) throws WrongDeclarationException {
    boolean isNumber =
        parameter.type() == ParameterType.INTEGER || parameter.type() == ParameterType.NUMBER;
    String wanted =
        switch (parameter.name()) {
          case "seed" -> parameter.type() == ParameterType.INTEGER ? "" : "an integer";
          case "start_date", "end_date" -> parameter.type() == ParameterType.DATE ? "" : "a date";
          case BARS_PER_YEAR ->
              isNumber && (parameter.required() || parameter.defaultText().isPresent())
                  ? ""
                  : "a number with a default";
          case "bars_per_day", "start_capital" -> isNumber ? "" : "a number";
          case "freq" ->
              List.of("1d", "5min").containsAll(parameter.choices())
                      && parameter.type() == ParameterType.CHOICE
                      && parameter.defaultText().isPresent()
                  ? ""
                  : "a choice of 1d and 5min with a default";
          default -> "";
        };
    if (!wanted.isEmpty()) {
      throw new WrongDeclarationException(
          "", 0, "has a meaning for every batch and must be " + wanted + ", or be named otherwise");
    }
  }

  private static String label(ParameterType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
