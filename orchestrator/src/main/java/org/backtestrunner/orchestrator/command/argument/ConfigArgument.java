package org.backtestrunner.orchestrator.command.argument;

import java.nio.file.Path;
import java.util.Optional;
import org.backtestrunner.orchestrator.batch.BatchJob;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The batch config that a command reads, named by a word or by an option. */
public final class ConfigArgument {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = BatchJob.CONFIG_FILE, paramLabel = "FILE", description = "the same as CONFIG")
  private Optional<Path> option;

  @Parameters(
      paramLabel = "CONFIG",
      arity = "0..1",
      description = "batch config, YAML or JSON; - reads it from standard input")
  private Optional<Path> word;

  /**
   * The file that is named.
   *
   * @throws ParameterException where none is, or two are
   */
  public Path path() {
    if (word.isPresent() && option.isPresent()) {
      throw usage("CONFIG and --config-file both name a config: give one of them");
    }
    return word.or(() -> option)
        .orElseThrow(() -> usage("a batch config is missing: name its file"));
  }

  /** The file as a word of its own. */
  public Optional<Path> word() {
    return word;
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
