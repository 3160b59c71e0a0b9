package org.backtestrunner.orchestrator.config.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.backtestrunner.orchestrator.config.ConfigKeys;
import org.backtestrunner.orchestrator.config.axis.AxisReader;
import org.backtestrunner.orchestrator.config.grid.GridKeys;
import org.backtestrunner.orchestrator.config.grid.GridReader;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;
import org.backtestrunner.orchestrator.config.run.RunSetKeys;
import org.backtestrunner.orchestrator.config.walkforward.WalkForwardPart;

/** All keys of a config and all parameters of a run as tables in Markdown. */
public final class ConfigPage {
  private final StringBuilder text = new StringBuilder();

  private ConfigPage() {}

  /** The page for the parameters of a worker; equal parameters give equal pages. */
  public static String markdown(WorkerParameters worker) {
    ConfigPage page = new ConfigPage();
    page.text.append(
        """
        # Configuration

        Every key of a batch config, and every parameter of its runs. This page is printed by
        `scripts/cli describe --format markdown`; examples are in [`configs/`](../configs/).

        A config is a YAML or JSON file. What an option of `scripts/cli batch_backtest` says takes
        precedence over the key; a mistake in the config is refused all the same. Relative paths
        start at the working directory.
        """);
    ConfigKeys.groups().forEach(page::add);
    page.add(ConfigKeys.ofExecutor());
    page.add(RunSetKeys.RUN);
    page.add(GridReader.KEYS);
    page.add(GridKeys.SAMPLE);
    page.add(AxisReader.RANGE);
    page.add(WalkForwardPart.KEYS);
    page.add(worker.parameters());
    return page.text.toString();
  }

  private void add(KeyGroup group) {
    title(group.title());
    row("key", "type", "range", "default", "option", "meaning");
    row("---", "---", "---", "---", "---", "---");
    for (Key<?> key : group.keys()) {
      row(
          code(key.name()),
          key.type().name(),
          key.type().range(),
          key.standard().isPresent() ? code(key.standardText()) : key.standardText(),
          key.options().stream()
              .map(option -> code((option.name() + " " + option.label()).strip()))
              .collect(Collectors.joining(", ")),
          key.meaning());
    }
  }

  private void add(List<Parameter> parameters) {
    title("Parameters of a run, for `base_args`, `overrides`, `grid` and `grids`");
    row("parameter", "type", "allowed", "default", "used by", "meaning");
    row("---", "---", "---", "---", "---", "---");
    for (Parameter parameter : parameters) {
      row(
          code(parameter.name()),
          parameter.type().name().toLowerCase(Locale.ROOT),
          parameter.allowed(),
          parameter
              .defaultText()
              .map(ConfigPage::code)
              .orElse(parameter.required() ? "required" : ""),
          parameter.users(),
          parameter.meaning());
    }
  }

  private void title(String title) {
    text.append("\n## ").append(title).append("\n\n");
  }

  private static String code(String words) {
    return "`" + words + "`";
  }

  /** A jar can hold anything; a cell is one line without bars. */
  private void row(String... cells) {
    List<String> escaped = new ArrayList<>();
    for (String cell : cells) {
      escaped.add(cell.replaceAll("\\p{Cc}", " ").replace("|", "\\|"));
    }
    text.append("| ").append(String.join(" | ", escaped)).append(" |\n");
  }
}
