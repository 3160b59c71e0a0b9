package org.backtestrunner.orchestrator.config;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.key.Key;
import org.backtestrunner.orchestrator.config.key.KeyGroup;
import org.backtestrunner.orchestrator.config.key.ScalarType;
import org.backtestrunner.orchestrator.config.key.SchemaNode;
import org.backtestrunner.orchestrator.config.key.Values;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.backtestrunner.orchestrator.config.parameter.NearestName;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;

/**
 * What a run leaves on disk.
 *
 * @param files the equity curve among them
 */
public record RunOutputs(Set<ResultFile> files) {

  public RunOutputs {
    EnumSet<ResultFile> all = EnumSet.of(ResultFile.EQUITY);
    all.addAll(files);
    files = Collections.unmodifiableSet(all);
  }

  static final class Keys extends KeyGroup {
    private static final List<String> NAMES = ResultFile.labels(ResultFile.ALL);

    private static final ScalarType<ResultFile> FILE =
        new ScalarType<>(
            "result file",
            String.join(", ", NAMES),
            false,
            Keys::parse,
            ResultFile::label,
            SchemaNode.ofTypes("string").with("enum", NAMES));

    private final Key<List<ResultFile>> outputs =
        list("outputs", "list of result files", FILE)
            .standard(List.copyOf(ResultFile.ALL))
            .says(
                "Which files each run leaves; the equity curve always, named or not."
                    + " What is left out is neither computed nor written; without orders there is"
                    + " no turnover and no number of orders. With a longer list, --resume executes"
                    + " the runs again that lack a file; with a shorter one it keeps what is there.");

    Keys() {
      super("Result files");
    }

    RunOutputs read(Values values, WorkerParameters worker) {
      RunOutputs read = new RunOutputs(Set.copyOf(values.get(outputs)));
      if (!read.files().equals(ResultFile.ALL) && !worker.canLeaveOut(NAMES)) {
        values
            .file()
            .find(outputs.name())
            .ifPresent(
                entry ->
                    values
                        .file()
                        .refuse(
                            entry,
                            "the worker cannot leave files out, since it does not know --outputs:"
                                + " leave the key out, or name all of "
                                + String.join(", ", NAMES)));
      }
      return read;
    }

    private static ResultFile parse(String text) throws InvalidValueException {
      Optional<ResultFile> file = ResultFile.find(text);
      if (file.isEmpty()) {
        throw new InvalidValueException(
            "must be one of "
                + String.join(", ", NAMES)
                + ", not "
                + Problem.quote(text)
                + NearestName.hint(text, NAMES));
      }
      return file.get();
    }
  }
}
