package org.backtestrunner.orchestrator.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.backtestrunner.orchestrator.batch.host.Installation;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;
import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.backtestrunner.orchestrator.launch.execute.ShellText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins a strategy of the user's. */
@Command(
    name = "new_strategy",
    description =
        "Writes a strategy of your own to begin with, one Java file with comments that runs as it"
            + " is, and a batch config with a grid over its parameter. Replaces no file.",
    sortOptions = false,
    footer = {"", "Example:", "  ${backtest.cli:-scripts/cli} new_strategy MyIdea"})
public final class NewStrategyCommand implements Callable<Integer> {
  private static final String SAMPLE = "configs/data/sample_prices.csv.gz";

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "the name of the class, such as MyIdea; the strategy is my_idea then")
  private String className;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "strategies",
      description = "where the two files go (default: ${DEFAULT-VALUE})")
  private Path directory;

  @Option(
      names = "--price-file",
      paramLabel = "FILE",
      description = "prices for the config (default: the sample prices)")
  private Optional<Path> prices;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Override
  public Integer call() {
    if (!className.matches("[A-Z][A-Za-z0-9]{0,49}")) {
      throw usage("a class is called like MyIdea, not " + className);
    }
    String name = className.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    if (WorkerParameters.read(Installation.workerJar()).strategies().containsKey(name)) {
      throw usage("there is a strategy " + name + " already");
    }
    Path source = directory.resolve(className + ".java");
    Path config = directory.resolve(name + ".yaml");
    for (Path file : List.of(source, config)) {
      if (Files.exists(file)) {
        throw usage(file + " is there already");
      }
    }
    Map<String, String> words =
        Map.of(
            "@CLASS@",
            className,
            "@NAME@",
            name,
            "@SOURCE@",
            source.toString(),
            "@PRICES@",
            prices.orElseGet(NewStrategyCommand::samplePrices).toString(),
            "@START@",
            prices.isPresent() ? "2000-01-01" : "2015-01-02",
            "@END@",
            prices.isPresent() ? "2099-12-31" : "2019-12-31");
    write(source, "NewStrategy.java.txt", words);
    write(config, "NewStrategy.yaml.txt", words);
    PrintWriter out = spec.commandLine().getOut();
    out.println("Wrote " + source + " and " + config + ". Next:");
    String cli = ShellText.of(Installation.command());
    String file = ShellText.of(List.of(config.toString()));
    out.println("  " + cli + " batch_backtest " + file);
    out.println("  " + cli + " batch_backtest " + file + " --rerun");
    out.println("  " + cli + " check_lookahead " + file);
    out.println("  " + cli + " describe --config-file " + file);
    return ExitCode.SUCCESS.code();
  }

  /** Relative where they are below the working directory, as in a checkout. */
  private static Path samplePrices() {
    Path here = Path.of(SAMPLE);
    return Files.exists(here) ? here : Installation.share().resolve(SAMPLE);
  }

  private static void write(Path file, String template, Map<String, String> words) {
    String text;
    try (InputStream in = NewStrategyCommand.class.getResourceAsStream(template)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    for (Map.Entry<String, String> word : words.entrySet()) {
      text = text.replace(word.getKey(), word.getValue());
    }
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot write", file, failure);
    }
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
