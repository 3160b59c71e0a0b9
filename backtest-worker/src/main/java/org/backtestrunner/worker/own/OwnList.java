package org.backtestrunner.worker.own;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.api.OwnParameter;
import org.backtestrunner.worker.parameter.Parameter;
import org.backtestrunner.worker.parameter.ParameterList;
import org.backtestrunner.worker.parameter.Parameters;
import org.backtestrunner.worker.parameter.PreparedPart;
import org.backtestrunner.worker.parameter.Range;
import org.backtestrunner.worker.parameter.UsageException;

/** The parameters of a run with those that strategies and factors of the user's declare. */
final class OwnList {
  private static final int LONGEST_NAME = 60;

  /** Options of the worker that are no parameters. */
  private static final List<String> TAKEN =
      List.of(
          "out", "outputs", "csv_safe", "store", "cache_dir", "strategy_jar", "help", "version");

  /** Ours that strategies of the user's use too. */
  private static final List<String> SHARED =
      List.of("max_signal_age_days", "factor_file", "factor_format", "factor_max_age_days");

  private final Map<String, Declared> declared = new LinkedHashMap<>();

  /** A parameter, who uses it, and who has declared it first. */
  private record Declared(Parameter parameter, OwnParameter own, String by) {}

  /**
   * Takes the parameters of one strategy or factor.
   *
   * @param by who declares them, for messages
   * @param users names of the strategies that use them
   * @param prepared whether prepared factors depend on them
   * @throws UsageException for one that cannot be
   */
  void add(String by, List<OwnParameter> parameters, List<String> users, boolean prepared) {
    List<String> names = new ArrayList<>();
    for (OwnParameter each : parameters) {
      if (names.contains(each.name())) {
        throw new UsageException(by + " declares the parameter '" + each.name() + "' twice");
      }
      names.add(each.name());
      add(by, each, users, prepared);
    }
  }

  private void add(String by, OwnParameter own, List<String> users, boolean prepared) {
    requireName(by + ", parameter", own.name());
    if (Parameters.LIST.has(own.name()) || TAKEN.contains(own.name())) {
      throw new UsageException(
          by + " declares the parameter '" + own.name() + "', which the worker has itself");
    }
    Declared before = declared.get(own.name());
    if (before != null) {
      if (!before.own().equals(own)) {
        throw new UsageException(
            by
                + " and "
                + before.by()
                + " declare the parameter '"
                + own.name()
                + "' differently: what has one name must be one thing");
      }
      Parameter both = before.parameter().alsoUsedBy(users);
      declared.put(own.name(), new Declared(both, own, before.by()));
      return;
    }
    declared.put(own.name(), new Declared(parameter(by, own, users, prepared), own, by));
  }

  private static Parameter parameter(
      String by, OwnParameter own, List<String> users, boolean prepared) {
    String where = by + ", parameter '" + own.name() + "': ";
    if (own.description().isBlank()) {
      throw new UsageException(where + "it needs a sentence that says what it is");
    }
    if (own.type() == OwnParameter.Type.CHOICE && own.choices().isEmpty()) {
      throw new UsageException(where + "a choice needs words to choose from");
    }
    Range range = own.range().isEmpty() ? Range.ANY : range(where, own.range());
    Parameter parameter =
        new Parameter(
            own.name(),
            Parameter.Type.valueOf(own.type().name()),
            own.choices(),
            range,
            own.standard(),
            Optional.empty(),
            own.required(),
            users,
            Optional.empty(),
            false,
            false,
            List.of(),
            prepared ? Optional.of(PreparedPart.FACTORS) : Optional.empty(),
            own.description());
    if (own.standard().isPresent()) {
      try {
        parameter.check(own.standard().get());
      } catch (UsageException bad) {
        throw new UsageException(
            where + "its default '" + own.standard().get() + "' is not " + parameter.allowed());
      }
    }
    return parameter;
  }

  private static Range range(String where, String text) {
    try {
      return Range.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(
          where + "'" + text + "' is no range such as [0, 0.5], (0, 1] or [1, inf)");
    }
  }

  /**
   * Makes sure that a name can be one.
   *
   * @param what begins the complaint
   */
  static void requireName(String what, String name) {
    boolean good = name != null && !name.isEmpty() && name.length() <= LONGEST_NAME;
    for (int i = 0; good && i < name.length(); i++) {
      char c = name.charAt(i);
      good = (c >= 'a' && c <= 'z') || (i > 0 && ((c >= '0' && c <= '9') || c == '_'));
    }
    if (!good) {
      throw new UsageException(
          what
              + ": a name consists of lower-case letters, digits and underscores and begins with a"
              + " letter, unlike '"
              + name
              + "'");
    }
  }

  /**
   * The whole list.
   *
   * @param strategies names of the user's strategies
   */
  ParameterList with(List<String> strategies) {
    List<Parameter> all = new ArrayList<>();
    for (Parameter parameter : Parameters.LIST.all()) {
      if (parameter.name().equals("strategy")) {
        all.add(parameter.orOneOf(strategies));
      } else if (SHARED.contains(parameter.name())) {
        all.add(parameter.alsoUsedBy(strategies));
      } else if (parameter.name().equals("seed")) {
        // A strategy may ask for random numbers of it, whatever else the run has.
        all.add(parameter.always());
      } else {
        all.add(parameter);
      }
    }
    for (Declared each : declared.values()) {
      all.add(each.parameter());
    }
    return new ParameterList(all, Parameters.LIST.rules());
  }
}
