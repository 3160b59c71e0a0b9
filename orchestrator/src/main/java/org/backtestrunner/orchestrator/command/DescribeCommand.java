package org.backtestrunner.orchestrator.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.batch.host.Installation;
import org.backtestrunner.orchestrator.config.ConfigReader;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;
import org.backtestrunner.orchestrator.config.schema.ConfigPage;
import org.backtestrunner.orchestrator.config.schema.ConfigSchema;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.launch.compile.StrategyCompiler;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Tells what a run can be made of. */
@Command(
    name = "describe",
    description = "Prints the strategies, factors and parameters of runs.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ${backtest.cli:-scripts/cli} describe",
      "  ${backtest.cli:-scripts/cli} describe --format schema > batch.schema.json"
    })
public final class DescribeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--format",
      paramLabel = "text|json|schema|markdown",
      defaultValue = "text",
      converter = FormatConverter.class,
      description =
          "text to read, the worker's list as JSON, the JSON Schema of a batch config, or all its"
              + " keys and parameters as a page (default: ${DEFAULT-VALUE})")
  private Format format;

  @Option(
      names = "--worker-jar",
      paramLabel = "FILE",
      description = "the worker to describe (default: the one that came with this program)")
  private Optional<Path> workerJar;

  @Option(
      names = "--config-file",
      paramLabel = "FILE",
      description =
          "a batch config: what its runs may have, with the strategies and factors of its"
              + " strategy_sources, or what it declares for its worker_command")
  private Optional<Path> configFile;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  private enum Format {
    TEXT,
    JSON,
    SCHEMA,
    MARKDOWN
  }

  @Override
  public Integer call() {
    Path jar = workerJar.map(Path::toAbsolutePath).orElseGet(Installation::workerJar);
    WorkerParameters worker =
        configFile
            .map(
                file ->
                    ConfigReader.parameters(
                        file, Path.of("").toAbsolutePath(), jar, new StrategyCompiler()))
            .orElseGet(() -> WorkerParameters.read(jar));
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TEXT -> WorkerListing.lines(worker).forEach(line -> out.print(line + "\n"));
      case JSON -> out.print(worker.document());
      case SCHEMA -> out.print(ConfigSchema.json(worker, configFile.isPresent()));
      case MARKDOWN -> out.print(ConfigPage.markdown(worker));
    }
    out.flush();
    return ExitCode.SUCCESS.code();
  }

  private static final class FormatConverter implements ITypeConverter<Format> {
    @Override
    public Format convert(String text) {
      return switch (text) {
        case "text" -> Format.TEXT;
        case "json" -> Format.JSON;
        case "schema" -> Format.SCHEMA;
        case "markdown" -> Format.MARKDOWN;
        default ->
            throw new TypeConversionException(
                "'" + text + "' is none of text, json, schema, markdown");
      };
    }
  }
}
