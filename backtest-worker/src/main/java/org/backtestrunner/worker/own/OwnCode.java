package org.backtestrunner.worker.own;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.api.Factor;
import org.backtestrunner.worker.api.OwnParameter;
import org.backtestrunner.worker.api.Strategy;
import org.backtestrunner.worker.factor.formulas.Factors;
import org.backtestrunner.worker.factor.formulas.Formula;
import org.backtestrunner.worker.parameter.ParameterList;
import org.backtestrunner.worker.parameter.Parameters;
import org.backtestrunner.worker.parameter.RunParameters;
import org.backtestrunner.worker.parameter.UsageException;
import org.backtestrunner.worker.strategy.DecisionRule;
import org.backtestrunner.worker.strategy.Strategies;

/** What a run may use beside what the worker has itself: the strategies and factors of a jar. */
public final class OwnCode implements Closeable {
  /** A jar's own list of the classes that are strategies or factors, one a line. */
  public static final String INDEX = OwnJar.INDEX;

  private final Optional<OwnJar> jar;
  private final ParameterList parameters;
  private final List<OwnRule> rules;
  private final List<Named> factors;

  /** A factor with its name. */
  private record Named(String name, Factor factor) {}

  private OwnCode(
      Optional<OwnJar> jar, ParameterList parameters, List<OwnRule> rules, List<Named> factors) {
    this.jar = jar;
    this.parameters = parameters;
    this.rules = rules;
    this.factors = factors;
  }

  /** Nothing beside the worker's own. */
  public static OwnCode none() {
    return new OwnCode(Optional.empty(), Parameters.LIST, List.of(), List.of());
  }

  /**
   * Loads a jar and makes an object of each strategy and factor.
   *
   * @throws UsageException for what cannot be used, in one sentence
   * @throws StrategyException where a constructor or a description fails
   */
  public static OwnCode load(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UsageException("the jar of the strategies is missing: " + file);
    }
    OwnJar jar = new OwnJar(file);
    try {
      return of(jar);
    } catch (RuntimeException failure) {
      close(jar);
      throw failure;
    }
  }

  private static OwnCode of(OwnJar jar) {
    List<OwnRule> rules = new ArrayList<>();
    List<Named> factors = new ArrayList<>();
    List<String> strategyNames = new ArrayList<>(Parameters.LIST.get("strategy").choices());
    List<String> factorNames = new ArrayList<>(Factors.OF_ENGINE.names());
    for (Object each : jar.objects()) {
      String type = "class " + each.getClass().getName();
      if (each instanceof Strategy strategy) {
        String name = UserCalls.get(jar, type, strategy::name);
        take(type, "strategy", name, strategyNames);
        requireSentence(type, UserCalls.get(jar, type, strategy::description));
        rules.add(new OwnRule(jar, strategy, name));
      }
      if (each instanceof Factor factor) {
        String name = UserCalls.get(jar, type, factor::name);
        take(type, "factor", name, factorNames);
        requireSentence(type, UserCalls.get(jar, type, factor::description));
        factors.add(new Named(name, factor));
      }
    }
    if (rules.isEmpty() && factors.isEmpty()) {
      throw new UsageException("no class implements Strategy or Factor");
    }
    List<String> own = new ArrayList<>();
    for (OwnRule rule : rules) {
      own.add(rule.name());
    }
    OwnList list = new OwnList();
    for (OwnRule rule : rules) {
      String by = "strategy '" + rule.name() + "'";
      list.add(by, declared(jar, by, rule.strategy()::parameters), List.of(rule.name()), false);
    }
    List<String> users = new ArrayList<>(own);
    users.add(Parameters.MULTIFACTOR_LONG_SHORT);
    for (Named each : factors) {
      String by = "factor '" + each.name() + "'";
      list.add(by, declared(jar, by, each.factor()::parameters), users, true);
    }
    return new OwnCode(Optional.of(jar), list.with(own), rules, factors);
  }

  private static List<OwnParameter> declared(
      OwnJar jar, String by, UserCalls.Call<List<OwnParameter>> parameters) {
    return UserCalls.get(jar, by, () -> List.copyOf(parameters.call()));
  }

  private static void take(String type, String what, String name, List<String> taken) {
    OwnList.requireName(type + ", name of the " + what, name);
    if (taken.contains(name)) {
      throw new UsageException(
          type + ": there is a " + what + " '" + name + "' already; give it another name");
    }
    taken.add(name);
  }

  private static void requireSentence(String type, String description) {
    if (description == null || description.isBlank()) {
      throw new UsageException(type + ": its description must be a sentence");
    }
  }

  /** The same loaded once more, with objects that nobody has asked for anything yet. */
  public OwnCode anew() {
    return jar.isEmpty() ? none() : load(jar.get().file());
  }

  /** All parameters of runs. */
  public ParameterList parameters() {
    return parameters;
  }

  /** All factors, of which those of the jar have the parameters of a run. */
  public Factors formulas(RunParameters run) {
    if (factors.isEmpty()) {
      return Factors.OF_ENGINE;
    }
    List<Formula> own = new ArrayList<>();
    for (Named each : factors) {
      own.add(new OwnFormula(jar.orElseThrow(), each.factor(), each.name(), new RunValues(run)));
    }
    return Factors.OF_ENGINE.and(own);
  }

  /** The jar, where it has factors. */
  public Optional<Path> jarOfFactors() {
    return factors.isEmpty() ? Optional.empty() : jar.map(OwnJar::file);
  }

  /** The rule of a strategy of that name, which must be one of ours or of the jar. */
  public DecisionRule rule(String strategy) {
    for (OwnRule rule : rules) {
      if (rule.name().equals(strategy)) {
        return rule;
      }
    }
    return Strategies.of(strategy);
  }

  /** The strategies of the jar. */
  public List<DecisionRule> rules() {
    return List.copyOf(rules);
  }

  /** A sentence for each factor of the jar, by name. */
  public Map<String, String> factorSentences() {
    Map<String, String> all = new LinkedHashMap<>();
    for (Named each : factors) {
      all.put(
          each.name(),
          UserCalls.get(
              jar.orElseThrow(), "factor '" + each.name() + "'", each.factor()::description));
    }
    return all;
  }

  /** The names of the classes that are strategies or factors. */
  public List<String> classNames() {
    List<String> names = new ArrayList<>();
    for (OwnRule rule : rules) {
      names.add(rule.strategy().getClass().getName());
    }
    for (Named each : factors) {
      String name = each.factor().getClass().getName();
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  /** Those frames of a stack that are of a jar's classes, as lines. */
  public static List<String> framesOf(Path file, StackTraceElement[] stack) {
    OwnJar jar = new OwnJar(file);
    try {
      return UserCalls.frames(jar.classNames(), stack);
    } finally {
      close(jar);
    }
  }

  @Override
  public void close() {
    jar.ifPresent(OwnCode::close);
  }

  private static void close(OwnJar jar) {
    try {
      jar.close();
    } catch (IOException onlyRead) {
      // Nothing is lost.
    }
  }
}
