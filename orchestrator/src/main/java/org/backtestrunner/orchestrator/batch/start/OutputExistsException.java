package org.backtestrunner.orchestrator.batch.start;

import org.backtestrunner.orchestrator.exit.ExitCode;
import org.backtestrunner.orchestrator.exit.UserFault;

/** Something stands where a batch is to be written that the user has not given up. */
public final class OutputExistsException extends UserFault {
  private static final long serialVersionUID = 1L;

  private OutputExistsException(String message) {
    super(ExitCode.USAGE, message);
  }

  static OutputExistsException ofForeign(ExistingBatch existing) {
    return new OutputExistsException(
        "the output directory exists and "
            + (existing.isLink() ? "is a symbolic link" : "holds no batch")
            + ", so it is left alone: "
            + existing.directory().path()
            + "; choose another batch_name or --output-root");
  }

  static OutputExistsException ofBatchWithoutManifest(ExistingBatch existing) {
    return new OutputExistsException(
        "the output directory holds "
            + existing.runsWithoutBatch()
            + " ended runs, but no batch_manifest.json: "
            + existing.directory().path()
            + "; --resume writes it again and finishes the batch");
  }

  static OutputExistsException ofBatch(ExistingBatch existing) {
    return new OutputExistsException(
        "the batch output exists ("
            + existing.describe()
            + "): "
            + existing.directory().path()
            + "; --resume finishes it, --rerun replaces it");
  }
}
