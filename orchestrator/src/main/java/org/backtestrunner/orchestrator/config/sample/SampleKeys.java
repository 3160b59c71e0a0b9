package org.backtestrunner.orchestrator.config.sample;

import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.ScalarType;
import org.backtestrunner.orchestrator.config.key.SchemaNode;
import org.backtestrunner.orchestrator.config.key.Values;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.NearestName;

/** The keys of a sample. */
public final class SampleKeys extends KeyGroup {
  private static final int MOST_RUNS = 1_000_000;

  private static final ScalarType<Method> METHOD =
      new ScalarType<>(
          "method",
          String.join(", ", Method.labels()),
          false,
          SampleKeys::parse,
          Method::label,
          SchemaNode.ofTypes("string").with("enum", Method.labels()));

  private final Key<Integer> n =
      whole("n", 1, MOST_RUNS)
          .required("how many points of the grid are run?")
          .says("How many points of the grid are run; where there are fewer, all.");

  private final Key<Method> method =
      key("method", METHOD)
          .standard(Method.RANDOM)
          .says("How they are chosen: at random, or by a Sobol sequence, which lies evenly.");

  private final Key<Integer> seed =
      whole("seed", 0, Integer.MAX_VALUE)
          .standard(1)
          .says("Another seed is another sample; the same one is the same on any machine.");

  public SampleKeys() {
    super("A `sample` of a grid");
  }

  /** The sample of a section that has one; absent if it is not one, which is reported. */
  public Optional<Sample> read(Section grid, Entry entry) {
    Optional<Section> section = grid.section(entry.key());
    if (section.isEmpty()) {
      return Optional.empty();
    }
    for (Entry each : section.get().entries()) {
      if (!names().contains(each.key())) {
        section.get().refuse(each, "unknown key" + NearestName.hint(each.key(), names()));
      }
    }
    if (section.get().find(n.name()).isEmpty()) {
      grid.refuse(entry, "n is missing");
    }
    Values values = new Values(section.get());
    return values.find(n).map(many -> new Sample(many, values.get(method), values.get(seed)));
  }

  private static Method parse(String text) throws InvalidValueException {
    for (Method method : Method.values()) {
      if (method.label().equals(text)) {
        return method;
      }
    }
    throw new InvalidValueException(
        "must be one of " + String.join(", ", Method.labels()) + ", not " + Problem.quote(text));
  }
}
