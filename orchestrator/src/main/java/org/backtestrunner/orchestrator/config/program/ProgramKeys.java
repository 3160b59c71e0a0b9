package org.backtestrunner.orchestrator.config.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.config.document.ConfigNode;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Entry;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.Problems;
import org.backtestrunner.orchestrator.config.document.Section;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.ScalarType;
import org.backtestrunner.orchestrator.config.key.SchemaNode;
import org.backtestrunner.orchestrator.config.key.Values;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;

/** The keys by which a program of the user's executes the runs. */
public final class ProgramKeys extends KeyGroup {
  /** The key that says that there is a program. */
  public static final String COMMAND = "worker_command";

  private static final ScalarType<String> WORD =
      new ScalarType<>(
          "word",
          "",
          true,
          ProgramKeys::parseWord,
          word -> word,
          SchemaNode.ofTypes("string", "number", "boolean").with("pattern", "\\S"));

  private final Key<List<String>> command =
      list(COMMAND, "list of words", WORD)
          .otherwise("the worker of the program")
          .says(
              "A program of your own that executes each run instead of the worker: its name and"
                  + " first arguments, one an item. It is called in the working directory with"
                  + " @FILE, of which each line is --name=value; see docs/programs.md.");

  private final Key<ConfigNode> parameters =
      part("worker_parameters", "keys with values", DeclaredParameters.schema())
          .says(
              "The parameters of that program: for each its type, and what else is to be checked"
                  + " before anything is started.");

  private final Key<List<String>> files =
      list("worker_files", "list of patterns", WORD)
          .standard(List.of())
          .says(
              "Further files on which the program's results depend, as patterns such as"
                  + " strategies/**/*.py. Where one changes, --resume executes the runs again.");

  private final Key<List<String>> lookaheadFiles =
      list("lookahead_files", "list of parameters", WORD)
          .standard(List.of())
          .says(
              "Those of its parameters that name text files with prices or the like by date:"
                  + " check_lookahead changes copies of them.");

  public ProgramKeys() {
    super("A program of your own");
  }

  private static String parseWord(String text) throws InvalidValueException {
    if (text.isBlank()) {
      throw new InvalidValueException("must not be empty");
    }
    return text;
  }

  /**
   * The program that a config names; empty where it names none.
   *
   * @param taken names that no parameter can have
   * @param outputRoot below which nothing belongs to the program; absolute
   */
  public Optional<WorkerProgram> read(
      Values values, Path workingDirectory, Path outputRoot, Set<String> taken, Problems problems) {
    Section root = values.file();
    Optional<Entry> given = root.find(command.name());
    if (given.isEmpty()) {
      for (String orphan : List.of(parameters.name(), files.name(), lookaheadFiles.name())) {
        root.find(orphan)
            .ifPresent(entry -> root.refuse(entry, "counts only together with worker_command"));
      }
      return Optional.empty();
    }
    DeclaredParameters declared = declared(root, taken, problems);
    List<String> words = values.find(command).orElse(List.of());
    ProgramFiles found = new ProgramFiles(workingDirectory, outputRoot);
    try {
      found.addCommand(words);
    } catch (InvalidValueException e) {
      root.refuse(given.get(), e.getMessage());
    }
    root.find(files.name())
        .ifPresent(
            entry -> {
              for (String pattern : values.get(files)) {
                try {
                  found.addMatches(pattern);
                } catch (InvalidValueException e) {
                  root.refuse(entry, e.getMessage());
                }
              }
            });
    Path executable = found.executable().orElse(workingDirectory);
    return Optional.of(
        new WorkerProgram(
            words,
            executable,
            found.files(),
            declared.names(),
            lookaheadFiles(values, root, declared),
            declared.all(executable)));
  }

  private List<String> lookaheadFiles(Values values, Section root, DeclaredParameters declared) {
    List<String> names = values.get(lookaheadFiles);
    for (String name : names) {
      if (!declared.isFile(name)) {
        root.find(lookaheadFiles.name())
            .ifPresent(
                entry ->
                    root.refuse(
                        entry, "worker_parameters declares no parameter of type file: " + name));
      }
    }
    return names;
  }

  private DeclaredParameters declared(Section root, Set<String> taken, Problems problems) {
    return DeclaredParameters.read(
        root.section(parameters.name())
            .orElseGet(() -> new Section(new Mapping(0, List.of()), parameters.name(), problems)),
        taken,
        problems);
  }

  /**
   * The parameters that a config declares, whatever else it says; empty where it has no program.
   */
  public Optional<WorkerParameters> parametersOf(Mapping config) {
    Problems unheeded = new Problems("");
    Section root = new Section(config, "", unheeded);
    return root.find(command.name())
        .map(entry -> declared(root, Set.of(), unheeded).all(Path.of("/")));
  }
}
