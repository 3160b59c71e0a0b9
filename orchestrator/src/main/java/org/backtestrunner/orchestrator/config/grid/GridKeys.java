package org.backtestrunner.orchestrator.config.grid;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.ScalarType;
import org.backtestrunner.orchestrator.config.key.Scalars;
import org.backtestrunner.orchestrator.config.key.SchemaNode;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.sample.SampleKeys;

/** The keys of a grid that are no parameters. */
public final class GridKeys extends KeyGroup {
  /** The keys of {@code sample}. */
  public static final SampleKeys SAMPLE = new SampleKeys();

  /** How the axes of a grid span its runs. */
  enum Vary {
    /** Every combination of their points. */
    TOGETHER,
    /** Every point of each axis, with nothing of the others. */
    EACH;

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static List<String> labels() {
      return Stream.of(values()).map(Vary::label).toList();
    }

    private static Vary parse(String text) throws InvalidValueException {
      for (Vary vary : values()) {
        if (vary.label().equals(text)) {
          return vary;
        }
      }
      throw new InvalidValueException(
          "must be one of " + String.join(", ", labels()) + ", not " + Problem.quote(text));
    }
  }

  private final Key<ConfigNode> where =
      part(
              "where",
              "condition, or list of them",
              SchemaNode.ofTypes("string", "array")
                  .with("pattern", "\\S")
                  .with("items", SchemaNode.ofTypes("string").with("pattern", "\\S"))
                  .with("minItems", 1))
          .says(
              "Only combinations are run for which it holds, or all of the list do; the language and"
                  + " examples are in docs/sweeps.md.");

  private final Key<ConfigNode> sample =
      part("sample", "keys with values", KeyGroup.schema(SAMPLE.keys()))
          .says("Only some of the combinations are run, which are drawn.");

  private final Key<Vary> vary =
      key(
              "vary",
              new ScalarType<>(
                  "word",
                  String.join(", ", Vary.labels()),
                  false,
                  Vary::parse,
                  Vary::label,
                  SchemaNode.ofTypes("string").with("enum", Vary.labels())))
          .standard(Vary.TOGETHER)
          .says(
              "With `each`, one thing at a time: one run for every value of every axis, all else"
                  + " as in base_args.");

  private final Key<List<String>> tags =
      list("tags", "list of texts", Scalars.word())
          .standard(List.of())
          .says("Words for the column tags of the summary, for all runs of the grid.");

  GridKeys() {
    super("Keys of `grid`, and of each of `grids`, beside the parameters");
  }

  /** The conditions on which combinations are run. */
  Key<ConfigNode> where() {
    return where;
  }

  Key<ConfigNode> sample() {
    return sample;
  }

  Key<Vary> vary() {
    return vary;
  }

  Key<List<String>> tags() {
    return tags;
  }
}
