package org.backtestrunner.orchestrator.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;

/** What a worker can do, as lines for a terminal of 100 columns. */
final class WorkerListing {
  private static final int COLUMNS = 100;
  private static final String GAP = "  ";
  private static final String REQUIRED = "required";
  private static final int WIDEST_TYPE = 7;
  private static final int WIDEST_DEFAULT = 12;
  private static final int WIDEST_LIST = 23;
  private static final int INDENT = 6;

  private final List<String> lines = new ArrayList<>();

  private WorkerListing() {}

  static List<String> lines(WorkerParameters worker) {
    WorkerListing listing = new WorkerListing();
    listing.add("Strategies:", worker.strategies());
    listing.add("Factors, for factor bundles; a factor_file adds its columns:", worker.factors());
    if (!worker.presets().isEmpty()) {
      listing.add("Presets, for the parameters that end in _format:", worker.presets());
    }
    listing.add(worker.parameters());
    return listing.lines;
  }

  private void add(String title, Map<String, String> sentences) {
    lines.add(title);
    int name = widest(sentences.keySet());
    int sentence = COLUMNS - name - 2 * GAP.length();
    sentences.forEach((key, text) -> addRow(List.of(name, sentence), List.of(key, text)));
    lines.add("");
  }

  private void add(List<Parameter> parameters) {
    lines.add("Parameters, for base_args, overrides and grid of a batch config:");
    List<Integer> widths =
        List.of(
            widest(parameters.stream().map(Parameter::name).toList()),
            WIDEST_TYPE,
            WIDEST_LIST,
            Math.min(
                WIDEST_DEFAULT,
                Math.max(
                    REQUIRED.length(),
                    widest(parameters.stream().map(WorkerListing::standard).toList()))),
            WIDEST_LIST);
    addRow(widths, List.of("name", "type", "allowed", "default", "used by"));
    for (Parameter parameter : parameters) {
      addRow(
          widths,
          List.of(
              parameter.name(),
              parameter.type().name().toLowerCase(Locale.ROOT),
              parameter.allowed(),
              standard(parameter),
              parameter.users()));
      addRow(
          List.of(INDENT - 2 * GAP.length(), COLUMNS - INDENT), List.of("", parameter.meaning()));
    }
  }

  private static String standard(Parameter parameter) {
    return parameter.standard().orElse(parameter.required() ? REQUIRED : "-");
  }

  private static int widest(Collection<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  /** As many lines as the longest cell needs. */
  private void addRow(List<Integer> widths, List<String> cells) {
    List<List<String>> columns = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      columns.add(wrap(cells.get(i), widths.get(i)));
    }
    int height = columns.stream().mapToInt(List::size).max().orElse(0);
    for (int row = 0; row < height; row++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns.size(); i++) {
        List<String> column = columns.get(i);
        String text = row < column.size() ? column.get(row) : "";
        line.append(GAP)
            .append(text)
            .append(" ".repeat(Math.max(0, widths.get(i) - text.length())));
      }
      lines.add(line.toString().stripTrailing());
    }
  }

  /** A jar can hold anything; nothing of it may control the terminal. */
  private static List<String> wrap(String text, int width) {
    List<String> wrapped = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.replaceAll("\\p{Cc}", " ").strip().split(" +")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        wrapped.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    wrapped.add(line.toString());
    return wrapped;
  }
}
