package org.backtestrunner.orchestrator.batch.execution;

import java.util.List;
import org.backtestrunner.orchestrator.launch.handed.HandedDirectory;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/** Where in a batch's directory runs are handed over. */
final class HandedPlaces {
  private HandedPlaces() {}

  static HandedDirectory ofCluster(BatchDirectory batch) {
    return new HandedDirectory(batch.slurm());
  }

  static HandedDirectory ofAnybody(BatchDirectory batch) {
    return new HandedDirectory(batch.tasks());
  }

  static List<HandedDirectory> all(BatchDirectory batch) {
    return List.of(ofAnybody(batch), ofCluster(batch));
  }
}
