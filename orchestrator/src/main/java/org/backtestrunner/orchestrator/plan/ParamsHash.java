package org.backtestrunner.orchestrator.plan;

import java.util.SortedMap;
import java.util.TreeMap;
import org.backtestrunner.orchestrator.config.parameter.EffectiveParameters;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.shared.file.Sha256;

/**
 * The identity of what a run computes: the first 16 hexadecimal digits of the SHA-256 of its
 * canonical JSON. Equal runs have equal hashes in any batch, however they were written.
 */
public final class ParamsHash {
  private static final int DIGITS = 16;

  private ParamsHash() {}

  /** The hash of a run with these parameters: 16 lower-case hexadecimal digits. */
  public static String of(EffectiveParameters run) {
    return Sha256.of(canonicalJson(run)).substring(0, DIGITS);
  }

  /** The hash of any values by their names, of the same form. */
  public static String of(SortedMap<String, String> values) {
    return Sha256.of(canonicalJson(values)).substring(0, DIGITS);
  }

  /**
   * One object without white space: keys sorted, every value a string in its one spelling.
   * Parameters that equal their default, or that cannot change the run's result, are left out.
   */
  public static String canonicalJson(EffectiveParameters run) {
    SortedMap<String, String> values = new TreeMap<>();
    for (Parameter parameter : run.parameters()) {
      if (run.counts(parameter) && run.differsFromDefault(parameter)) {
        values.put(parameter.name(), run.find(parameter).orElseThrow().normalised());
      }
    }
    return canonicalJson(values);
  }

  private static String canonicalJson(SortedMap<String, String> values) {
    StringBuilder json = new StringBuilder("{");
    values.forEach(
        (name, value) -> {
          json.append(json.length() > 1 ? "," : "");
          appendString(json, name);
          json.append(':');
          appendString(json, value);
        });
    return json.append('}').toString();
  }

  /** A value holds no control characters, so JSON requires two escapes only. */
  private static void appendString(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\');
      }
      json.append(c);
    }
    json.append('"');
  }
}
