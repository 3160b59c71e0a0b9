package org.backtestrunner.worker.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.shared.text.FiniteDecimal;
import org.backtestrunner.worker.table.TextFile;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads a factor bundle from YAML (or JSON), strictly: an unknown key is an error. */
public final class BundleFile {
  private final Path file;
  private final YAMLParser parser;

  private final List<FactorBundle.Member> members = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private long factorsLine = 1;
  private boolean winsorize = true;
  private double lowerLimit = 0.01;
  private double upperLimit = 0.99;
  private boolean zscore = true;
  private Optional<String> neutralizeBy = Optional.empty();

  private BundleFile(Path file, YAMLParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * Reads the file.
   *
   * @throws BadDataException naming the line of the fault
   */
  public static FactorBundle read(Path file) {
    String text = TextFile.read(file);
    YAMLFactory yaml =
        YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (YAMLParser parser = yaml.createParser(text)) {
      return new BundleFile(file, parser).read();
    } catch (JsonProcessingException malformed) {
      throw notYaml(file, malformed);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static BadDataException notYaml(Path file, JsonProcessingException malformed) {
    String reason = malformed.getOriginalMessage().lines().findFirst().orElse("malformed");
    long line = malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr();
    if (malformed.getCause() instanceof MarkedYAMLException marked
        && marked.getProblemMark() != null) {
      reason = marked.getProblem();
      line = marked.getProblemMark().getLine() + 1;
    }
    return new BadDataException(file, Math.max(line, 1), "not a valid YAML bundle: " + reason);
  }

  private FactorBundle read() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw bad("a bundle is a mapping with the key 'factors'");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      long line = line();
      parser.nextToken();
      switch (key) {
        case "universe", "factor_set" -> freeText(key);
        case "horizon_days" -> number(key);
        case "factors" -> {
          factorsLine = line;
          readFactors();
        }
        case "options" -> readOptions();
        default ->
            throw bad(
                line,
                "unknown key '"
                    + key
                    + "'; known are universe, factor_set, horizon_days, factors, options");
      }
    }
    if (parser.nextToken() != null) {
      throw bad("a second document follows the bundle");
    }
    try {
      return new FactorBundle(members, winsorize, lowerLimit, upperLimit, zscore, neutralizeBy);
    } catch (IllegalArgumentException invalid) {
      throw bad(factorsLine, invalid.getMessage());
    }
  }

  private void readFactors() throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw bad("factors: must be a list of {name, weight, direction}");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      readFactor();
    }
  }

  private void readFactor() throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw bad("factors: each entry must be a mapping {name, weight, direction}");
    }
    long line = line();
    String name = "";
    double weight = Double.NaN;
    int sign = 1;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "name" -> name = scalar("factors.name");
        case "weight" -> weight = number("factors.weight");
        case "direction" -> sign = sign(scalar("factors.direction"));
        default -> throw bad("unknown key '" + key + "'; known are name, weight, direction");
      }
    }
    if (name.isEmpty() || Double.isNaN(weight)) {
      throw bad(line, "factors: an entry needs a name and a weight");
    }
    if (weight <= 0) {
      throw bad(line, "factors: the weight of '" + name + "' must be positive");
    }
    if (!names.add(name)) {
      throw bad(line, "factors: '" + name + "' is there twice");
    }
    members.add(new FactorBundle.Member(name, weight, sign));
  }

  private int sign(String direction) {
    return switch (direction) {
      case "positive" -> 1;
      case "negative" -> -1;
      default -> throw bad("direction: '" + direction + "' is neither positive nor negative");
    };
  }

  private void readOptions() throws IOException {
    if (isNull()) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw bad("options: must be a mapping");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "winsorize" -> winsorize = flag("options.winsorize");
        case "winsorize_limits" -> readLimits();
        case "zscore" -> zscore = flag("options.zscore");
        case "neutralize_by" ->
            neutralizeBy =
                isNull() ? Optional.empty() : Optional.of(scalar("options.neutralize_by"));
        default ->
            throw bad(
                "unknown key 'options."
                    + key
                    + "'; known are winsorize, winsorize_limits, zscore, neutralize_by");
      }
    }
  }

  private void readLimits() throws IOException {
    List<Double> limits = new ArrayList<>();
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        limits.add(number("options.winsorize_limits"));
      }
    }
    if (limits.size() != 2) {
      throw bad("options.winsorize_limits: must be a list of two numbers, [low, high]");
    }
    lowerLimit = limits.get(0);
    upperLimit = limits.get(1);
  }

  /** Whether there is nothing: the parser gives a value that is left out as an empty text. */
  private boolean isNull() throws IOException {
    JsonToken token = parser.currentToken();
    return token == JsonToken.VALUE_NULL
        || (token == JsonToken.VALUE_STRING && parser.getText().isEmpty());
  }

  private void freeText(String key) throws IOException {
    if (!isNull()) {
      scalar(key);
    }
  }

  private String scalar(String key) throws IOException {
    // The parser gives an alias as the name of its anchor, not as the anchored value.
    if (parser.isCurrentAlias()) {
      throw bad(key + ": anchors and aliases are not supported; write the value out");
    }
    if (!parser.currentToken().isScalarValue() || isNull()) {
      throw bad(key + ": must be a single value");
    }
    return parser.getText().trim();
  }

  private double number(String key) throws IOException {
    byte[] text = scalar(key).getBytes(StandardCharsets.UTF_8);
    double value = FiniteDecimal.parse(text, 0, text.length);
    if (Double.isNaN(value)) {
      throw bad(key + ": '" + parser.getText() + "' is not a number");
    }
    return value;
  }

  private boolean flag(String key) throws IOException {
    String text = scalar(key);
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad(key + ": '" + text + "' is neither true nor false");
    };
  }

  private long line() {
    return Math.max(parser.currentTokenLocation().getLineNr(), 1);
  }

  private BadDataException bad(String reason) {
    return bad(line(), reason);
  }

  private BadDataException bad(long line, String reason) {
    return new BadDataException(file, line, reason);
  }
}
