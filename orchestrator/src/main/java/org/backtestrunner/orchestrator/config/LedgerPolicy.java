package org.backtestrunner.orchestrator.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.ScalarType;
import org.backtestrunner.orchestrator.config.key.SchemaNode;
import org.backtestrunner.orchestrator.config.key.Values;
import org.backtestrunner.orchestrator.config.parameter.InputPath;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/**
 * Where it is remembered what was ever tried on the same data.
 *
 * @param file absolute; absent: nowhere
 * @param family what the data are called; absent: as their file
 */
public record LedgerPolicy(Optional<Path> file, Optional<String> family) {
  private static final String ON = "on";
  private static final String OFF = "off";

  /** The ledger of all batches below a directory. */
  public static Path standardFile(Path outputRoot) {
    return outputRoot.resolve("trial_ledger.jsonl");
  }

  static final class Keys extends KeyGroup {
    private static final String TEXT = "\\S";

    private final Key<String> ledger =
        key("trial_ledger", textOfOneLine("path or off", Keys::parsePlace))
            .otherwise("`trial_ledger.jsonl` in `output_root`")
            .says(
                "The file that remembers, across batches, what was ever tried on the same data, or"
                    + " `off`. By it `deflated_sharpe_ever` deflates; see docs/results.md.");

    private final Key<String> family =
        key("trial_family", textOfOneLine("text", Keys::parseFamily))
            .otherwise("`price_file` as written")
            .says(
                "What the data of this batch are called in the trial ledger: trials on data of the"
                    + " same name count together. To be set where a file of prices continues"
                    + " another one, or where its path is to stay private.");

    Keys() {
      super("Trial ledger");
    }

    private static ScalarType<String> textOfOneLine(String type, ScalarType.Parser<String> parser) {
      return new ScalarType<>(
          type,
          "",
          true,
          parser,
          text -> text,
          SchemaNode.ofTypes("string", "number", "boolean").with("pattern", TEXT));
    }

    private static String parsePlace(String text) throws InvalidValueException {
      if (text.isBlank()) {
        throw new InvalidValueException("must be a path or off, not " + Problem.quote(text));
      }
      InputPath.of(text);
      if (Path.of(text).getFileName() == null) {
        throw new InvalidValueException("must name a file, not " + Problem.quote(text));
      }
      return text;
    }

    private static String parseFamily(String text) throws InvalidValueException {
      if (text.isBlank()) {
        throw new InvalidValueException("must not be empty");
      }
      return text;
    }

    /**
     * @param outputRoot absolute
     */
    LedgerPolicy read(Values values, Path workingDirectory, Path outputRoot) {
      String place = values.find(ledger).orElse(ON);
      Optional<Path> file =
          switch (place.toLowerCase(Locale.ROOT)) {
            case OFF, "false", "no" -> Optional.empty();
            case ON, "true", "yes" -> Optional.of(standardFile(outputRoot));
            default -> Optional.of(workingDirectory.resolve(place));
          };
      return new LedgerPolicy(file, values.find(family));
    }
  }
}
