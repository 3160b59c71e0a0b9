package org.backtestrunner.orchestrator.batch.start;

import java.nio.file.Path;
import java.util.Optional;
import org.backtestrunner.orchestrator.harvest.resume.InputFiles;
import org.backtestrunner.orchestrator.harvest.resume.ResumePlan;
import org.backtestrunner.orchestrator.plan.BatchPlan;

/**
 * How a batch starts, given what is already in its directory and what the user wants done with
 * that.
 */
public sealed interface Start {
  /** What is to become of an earlier output. */
  enum Choice {
    KEEP,
    RESUME,
    REPLACE
  }

  /**
   * Decides by what is there now; changes nothing.
   *
   * @throws OutputExistsException where something stands there that the choice does not cover
   */
  static Start decide(ExistingBatch existing, Choice choice) {
    if (!existing.isPresent()) {
      return new Fresh(existing);
    }
    if (!existing.isBatch()) {
      if (existing.runsWithoutBatch() == 0) {
        throw OutputExistsException.ofForeign(existing);
      }
      if (choice != Choice.RESUME) {
        throw OutputExistsException.ofBatchWithoutManifest(existing);
      }
    }
    return switch (choice) {
      case KEEP -> throw OutputExistsException.ofBatch(existing);
      case RESUME -> new Resume(existing);
      case REPLACE -> new Replace(Replacement.of(existing.directory().path()));
    };
  }

  /** What the user should know before it begins. */
  default Optional<String> notice() {
    return Optional.empty();
  }

  /** What is kept of the earlier output, if it is resumed; changes nothing. */
  default Optional<ResumePlan> resumption(BatchPlan plan, InputFiles inputFiles) {
    return Optional.empty();
  }

  /**
   * Begins the batch. If that fails, an output that it was to replace is put back.
   *
   * @param batch makes the batch's directory a batch
   * @return what is to be deleted now that it has begun
   */
  default Optional<Path> begin(Runnable batch) {
    batch.run();
    return Optional.empty();
  }

  /** Whether, after {@link #begin} has failed, there is a batch for the user to finish. */
  boolean isUnfinished();

  /** Nothing was there. */
  record Fresh(ExistingBatch place) implements Start {
    @Override
    public boolean isUnfinished() {
      return place.isBatch();
    }
  }

  /** An earlier output is finished. */
  record Resume(ExistingBatch earlier) implements Start {
    @Override
    public Optional<String> notice() {
      int runs = earlier.runsWithoutBatch();
      return runs == 0
          ? Optional.empty()
          : Optional.of(
              ("batch_manifest.json is missing in %s: it is written again, from the config and the"
                      + " %d ended runs that are there")
                  .formatted(earlier.directory().path(), runs));
    }

    @Override
    public Optional<ResumePlan> resumption(BatchPlan plan, InputFiles inputFiles) {
      return Optional.of(ResumePlan.of(plan, earlier.directory(), inputFiles));
    }

    @Override
    public boolean isUnfinished() {
      return earlier.isBatch();
    }
  }

  /** An earlier output makes room for a new one. */
  record Replace(Replacement replacement) implements Start {
    @Override
    public Optional<Path> begin(Runnable batch) {
      replacement.begin();
      try {
        batch.run();
      } catch (RuntimeException failure) {
        replacement.abandon();
        throw failure;
      }
      replacement.commit();
      return Optional.of(replacement.discarded());
    }

    /** The old output is what it was. */
    @Override
    public boolean isUnfinished() {
      return false;
    }
  }
}
