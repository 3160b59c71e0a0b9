package org.backtestrunner.orchestrator.manifest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What all runs of a batch come from.
 *
 * @param gitCommit commit of the caller's working directory; empty outside a repository
 * @param baseArgs parameters of all runs, by name, as written
 * @param host name of the machine
 */
public record Origin(
    Optional<String> gitCommit, Map<String, String> baseArgs, String host, Versions versions) {

  public Origin {
    baseArgs = Collections.unmodifiableMap(new LinkedHashMap<>(baseArgs));
  }
}
