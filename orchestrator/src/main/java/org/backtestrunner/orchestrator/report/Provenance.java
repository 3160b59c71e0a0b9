package org.backtestrunner.orchestrator.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.manifest.Versions;
import org.backtestrunner.orchestrator.plan.BatchPlan;

/**
 * What the results of a batch come from, as manifests record it.
 *
 * @param startedAt when the batch began
 * @param gitCommit commit of the caller's working directory; empty outside a repository
 * @param gitDirty whether that working directory has uncommitted changes
 * @param commandLine of this program
 * @param host name of this machine
 */
public record Provenance(
    BatchPlan plan,
    Instant startedAt,
    Optional<String> gitCommit,
    Optional<Boolean> gitDirty,
    List<String> commandLine,
    String host,
    Versions versions) {

  public Provenance {
    commandLine = List.copyOf(commandLine);
  }

  /** SHA-256 of the config file's bytes, 64 hexadecimal digits. */
  String configHash() {
    return plan.config().source().sha256();
  }
}
