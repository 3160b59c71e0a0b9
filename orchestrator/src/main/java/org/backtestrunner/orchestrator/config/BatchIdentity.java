package org.backtestrunner.orchestrator.config;

import java.nio.file.Path;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.Values;

/**
 * What a batch is called, where it goes, and for whom its tables are.
 *
 * @param description empty if there is none
 * @param outputRoot absolute
 * @param csvSafe whether a spreadsheet must find no formula in the CSV files
 */
public record BatchIdentity(String name, String description, Path outputRoot, boolean csvSafe) {

  static final class Keys extends KeyGroup {
    private final Key<String> name =
        name("batch_name", 100)
            .required("every batch needs a name")
            .says("The name of the batch and of its output directory.");

    private final Key<String> description = text("description").says("What the batch is for.");

    private final Key<Path> outputRoot =
        path("output_root")
            .standard(Path.of("output/batch_backtests"))
            .option("--output-root", "DIR")
            .says("Where batch outputs go.");

    private final Key<Boolean> csvSafe =
        onOff("csv_safe")
            .standard(false)
            .says(
                "Whether a text in `batch_summary.csv`, and a symbol in the orders and positions"
                    + " that the worker writes, gets an apostrophe before it where a spreadsheet"
                    + " would take it for a formula: one that begins with =, +, -, @, a tab or a"
                    + " carriage return (a symbol also where it begins with an apostrophe, so that"
                    + " one can be taken away again). With the other setting, --resume executes the"
                    + " runs again. What a program of your own writes is left as it is.");

    Keys() {
      super("The batch");
    }

    Key<String> name() {
      return name;
    }

    Path outputRoot(Values values, Path workingDirectory) {
      return workingDirectory.resolve(values.get(outputRoot));
    }

    BatchIdentity read(Values values, Path workingDirectory) {
      return new BatchIdentity(
          values.require(name).orElse(""),
          values.find(description).orElse(""),
          outputRoot(values, workingDirectory),
          values.get(csvSafe));
    }
  }
}
