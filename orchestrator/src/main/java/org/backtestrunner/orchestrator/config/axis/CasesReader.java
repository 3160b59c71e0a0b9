package org.backtestrunner.orchestrator.config.axis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Scalar;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Sequence;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.parameter.DecimalText;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterReader;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;

/** Reads an axis whose points set several parameters. */
final class CasesReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  private final ParameterReader parameters;
  private final ValueListReader lists;

  CasesReader(ParameterReader parameters, ValueListReader lists) {
    this.parameters = parameters;
    this.lists = lists;
  }

  /** The axis; absent if there is none, which is reported. */
  Optional<Axis> read(Section section, Entry entry) {
    if (parameters.belongsToTop(entry.key()) || !areCases(entry.value())) {
      section.refuse(entry, parameters.unknown(entry.key()));
      return Optional.empty();
    }
    if (!isName(entry.key()) || entry.key().startsWith("-")) {
      section.refuse(
          entry,
          "a name consists of letters, digits, _ and -, and begins with no -, unlike "
              + Problem.quote(entry.key()));
      return Optional.empty();
    }
    Draft draft = new Draft(section, entry);
    if (entry.value() instanceof Mapping mapping) {
      Section labelled = section.section(mapping, section.path(entry.key()));
      for (Entry each : labelled.entries()) {
        if (!isName(each.key())) {
          labelled.refuse(
              each,
              "a label consists of letters, digits, _ and -, not " + Problem.quote(each.key()));
          draft.refused = true;
        } else {
          draft.add(labelled.path(each.key()), each.line(), each.value(), Optional.of(each.key()));
        }
      }
    } else if (entry.value() instanceof Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        ConfigNode item = sequence.items().get(i);
        draft.add(section.path(entry.key()) + "[" + i + "]", item.line(), item, Optional.empty());
      }
    }
    return draft.axis();
  }

  /** What is not, under a name of its own, is under one that was to be a parameter's. */
  private static boolean areCases(ConfigNode node) {
    return (node instanceof Sequence sequence
            && sequence.items().stream().anyMatch(Mapping.class::isInstance))
        || (node instanceof Mapping mapping
            && !mapping.entries().isEmpty()
            && !AxisReader.RANGE.describe(node));
  }

  private static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** An axis that is being read. */
  private final class Draft {
    private final Section section;
    private final Entry entry;
    private final List<Point> points = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<GlobbedFiles> globs = new ArrayList<>();
    private boolean refused;

    Draft(Section section, Entry entry) {
      this.section = section;
      this.entry = entry;
    }

    Optional<Axis> axis() {
      return refused
          ? Optional.empty()
          : Optional.of(new Axis(entry.key(), entry.line(), false, points, notes, globs));
    }

    /** Adds the points of a case. */
    void add(String path, int line, ConfigNode node, Optional<String> label) {
      boolean isEmpty = label.isPresent() && node instanceof Scalar scalar && scalar.isNull();
      Mapping written = isEmpty ? new Mapping(line, List.of()) : mapping(path, line, node);
      if (label.isEmpty() && written.entries().isEmpty() && !refused) {
        section.refuse(path, line, "a case without a label sets one parameter at least");
        refused = true;
      }
      String start = label.map(text -> entry.key() + "_" + text).orElse("");
      List<Point> spanned = List.of(new Point(start, Map.of(), label));
      Section body = section.section(written, path);
      for (Entry each : body.entries()) {
        List<Point> inner = inner(body, each, label.isPresent());
        long size = (long) spanned.size() * inner.size();
        if (points.size() + size > Axis.MOST_POINTS) {
          section.refuse(
              entry, "has more points than an axis may have (%d)".formatted(Axis.MOST_POINTS));
          refused = true;
          return;
        }
        spanned = product(spanned, inner);
      }
      points.addAll(spanned);
    }

    private Mapping mapping(String path, int line, ConfigNode node) {
      if (node instanceof Mapping mapping) {
        return mapping;
      }
      refused = true;
      section.refuse(
          path, line, "a case is parameters with values, such as {ema_fast: 5}, not " + kind(node));
      return new Mapping(line, List.of());
    }

    /** What a key of a case sets: one point, or those of an axis that exists for this case only. */
    private List<Point> inner(Section body, Entry each, boolean labelled) {
      Optional<Parameter> parameter = parameters.find(each.key());
      if (parameter.isEmpty()) {
        body.refuse(each, parameters.unknown(each.key()));
        refused = true;
        return List.of();
      }
      if (each.value() instanceof Scalar scalar && !scalar.isNull()) {
        ParameterValue value = parameters.read(parameter.get(), body, each);
        String part = labelled ? "" : AxisReader.idPart(each.key(), value);
        return List.of(new Point(part, Map.of(each.key(), value), Optional.empty()));
      }
      Optional<ValueList> list = lists.read(parameter.get(), body, each);
      refused |= list.isEmpty();
      list.ifPresent(values -> notes.addAll(values.notes()));
      list.flatMap(ValueList::glob).ifPresent(globs::add);
      return list.map(ValueList::points).orElse(List.of());
    }
  }

  private static String kind(ConfigNode node) {
    if (node instanceof Scalar scalar && !scalar.isNull()) {
      return DecimalText.isDecimal(scalar.text()) ? "a number" : "a text";
    }
    return node.kind();
  }

  private static List<Point> product(List<Point> outer, List<Point> inner) {
    List<Point> product = new ArrayList<>();
    for (Point one : outer) {
      for (Point other : inner) {
        Map<String, ParameterValue> values = new LinkedHashMap<>(one.values());
        values.putAll(other.values());
        String join = one.idPart().isEmpty() || other.idPart().isEmpty() ? "" : "_";
        product.add(new Point(one.idPart() + join + other.idPart(), values, one.label()));
      }
    }
    return product;
  }
}
