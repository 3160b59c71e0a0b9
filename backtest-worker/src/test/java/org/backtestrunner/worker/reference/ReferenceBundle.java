package org.backtestrunner.worker.reference;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A factor bundle as plain values.
 *
 * @param factors in bundle order
 * @param winsorize whether each factor is clipped to the quantiles {@code low} and {@code high}
 * @param low lower quantile, 0..1
 * @param high upper quantile, 0..1
 * @param zscore whether each factor is standardised
 * @param neutralizeBy the column of the groups file whose group means are subtracted
 */
public record ReferenceBundle(
    List<Factor> factors,
    boolean winsorize,
    double low,
    double high,
    boolean zscore,
    Optional<String> neutralizeBy) {

  /** One factor; {@code positive} is false for {@code direction: negative}. */
  public record Factor(String name, double weight, boolean positive) {}

  /** Copies the list of factors. */
  public ReferenceBundle {
    factors = List.copyOf(factors);
  }

  /** A bundle with the default options. */
  public static ReferenceBundle withDefaults(Factor... factors) {
    return new ReferenceBundle(List.of(factors), true, 0.01, 0.99, true, Optional.empty());
  }

  /** This bundle as a bundle file. */
  public String toYaml() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("universe: \"random symbols\"\n");
    yaml.append("factor_set: \"reference\"\n");
    yaml.append("horizon_days: 20\n");
    yaml.append("factors:\n");
    for (Factor factor : factors) {
      yaml.append("  - {name: ").append(quoted(factor.name()));
      yaml.append(", weight: ").append(plain(factor.weight()));
      yaml.append(", direction: \"").append(factor.positive() ? "positive" : "negative");
      yaml.append("\"}\n");
    }
    yaml.append("options: {winsorize: ").append(winsorize);
    yaml.append(", winsorize_limits: [").append(plain(low)).append(", ").append(plain(high));
    yaml.append("], zscore: ").append(zscore);
    yaml.append(", neutralize_by: ");
    yaml.append(neutralizeBy.map(ReferenceBundle::quoted).orElse("null")).append("}\n");
    return yaml.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Without exponent, since YAML dialects differ about what {@code 1.0E-4} is. */
  private static String plain(double value) {
    return new BigDecimal(Double.toString(value)).toPlainString();
  }
}
