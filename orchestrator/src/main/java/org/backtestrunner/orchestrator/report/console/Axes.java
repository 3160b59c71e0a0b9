package org.backtestrunner.orchestrator.report.console;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.plan.RunPlan;

/**
 * What tells the runs of grids apart: labels and parameters with at least two different values,
 * less the parameters that a label decides.
 */
final class Axes {
  /** What the end of a name says of its unit or kind, which a reader of its values knows. */
  private static final Pattern UNIT = Pattern.compile("_(quantile|freq|bps|days|per_year)$");

  private final Map<String, String> shortNames;
  private final Map<String, Set<String>> values;

  private Axes(Map<String, Set<String>> values) {
    this.values = values;
    this.shortNames = new LinkedHashMap<>();
    List<String> shorter =
        values.keySet().stream().map(name -> UNIT.matcher(name).replaceFirst("")).toList();
    boolean distinct = Set.copyOf(shorter).size() == shorter.size();
    int i = 0;
    for (String name : values.keySet()) {
      shortNames.put(name, distinct ? shorter.get(i) : name);
      i++;
    }
  }

  static Axes of(List<RunPlan> runs) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    List<RunPlan> spanned = runs.stream().filter(RunPlan::isOfGrid).toList();
    spanned.forEach(run -> add(run.source().labels(), values));
    List<String> labels = List.copyOf(values.keySet());
    spanned.forEach(run -> add(run.overrides(), values));
    values.values().removeIf(different -> different.size() < 2);
    values
        .keySet()
        .removeIf(
            name ->
                !labels.contains(name)
                    && labels.stream().anyMatch(label -> decides(label, name, spanned)));
    return new Axes(values);
  }

  private static void add(Map<String, String> ofRun, Map<String, Set<String>> values) {
    ofRun.forEach(
        (name, value) -> values.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(value));
  }

  /** Whether all runs with the label, and with one value of it, set the parameter alike. */
  private static boolean decides(String label, String parameter, List<RunPlan> runs) {
    Map<String, String> byLabel = new HashMap<>();
    for (RunPlan run : runs) {
      String value = run.overrides().getOrDefault(parameter, "");
      String of = run.source().labels().getOrDefault(label, "");
      String first = byLabel.putIfAbsent(of, value);
      if (first != null && !first.equals(value)) {
        return false;
      }
    }
    return true;
  }

  /** In the order of the config. */
  List<String> names() {
    return new ArrayList<>(values.keySet());
  }

  String shortName(String axis) {
    return shortNames.get(axis);
  }

  /** Of files the name alone, where it tells them apart. */
  String value(RunPlan run, String axis) {
    String label = run.source().labels().get(axis);
    String value = label == null ? run.parameters().getOrDefault(axis, "") : label;
    long names = values.get(axis).stream().map(Axes::fileName).distinct().count();
    return names == values.get(axis).size() ? fileName(value) : value;
  }

  private static String fileName(String value) {
    return value.isEmpty() || value.endsWith("/") ? value : Path.of(value).getFileName().toString();
  }
}
