package org.backtestrunner.orchestrator.health;

/** The names in a batch output that the checks read. */
final class BatchFiles {

  static final String BATCH_CONFIG = "batch_config.yaml";
  static final String BATCH_MANIFEST = "batch_manifest.json";
  static final String RUNS = "runs";
  static final String RUN_MANIFEST = "run_manifest.json";

  private BatchFiles() {}
}
