package org.backtestrunner.orchestrator.config.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.ScalarType;
import org.backtestrunner.orchestrator.config.key.SchemaNode;
import org.backtestrunner.orchestrator.config.key.Values;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/** The key by which strategies and factors of the user's join the worker's. */
public final class SourceKeys extends KeyGroup {
  /** The key that says where they are. */
  public static final String SOURCES = "strategy_sources";

  private static final ScalarType<String> PATH =
      new ScalarType<>(
          "path",
          "",
          true,
          SourceKeys::parse,
          path -> path,
          SchemaNode.ofTypes("string", "number", "boolean").with("pattern", "\\S"));

  private final Key<List<String>> sources =
      list(SOURCES, "list of paths", PATH)
          .standard(List.of())
          .says(
              "Strategies and factors of your own: Java files, directories of them, or jars. They"
                  + " are compiled once, and their parameters join those of the worker; see"
                  + " docs/strategies.md. Where one changes, --resume executes the runs again.");

  public SourceKeys() {
    super("Strategies of your own");
  }

  private static String parse(String text) throws InvalidValueException {
    if (text.isBlank()) {
      throw new InvalidValueException("must not be empty");
    }
    return text;
  }

  /** The sources that a config names, if all of them are there; what is wrong is reported. */
  public Optional<StrategySources> read(Values values, Path workingDirectory) {
    Section root = values.file();
    List<String> written = values.get(sources);
    Optional<Entry> entry = root.find(sources.name());
    if (entry.isEmpty() || written.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(StrategySources.find(entry.get().line(), written, workingDirectory));
    } catch (InvalidValueException e) {
      root.refuse(entry.get(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Refuses it where a program of the user's executes the runs. */
  public void refuseIn(Section root) {
    root.find(sources.name())
        .ifPresent(
            entry -> root.refuse(entry, "counts for our worker alone, not with worker_command"));
  }
}
