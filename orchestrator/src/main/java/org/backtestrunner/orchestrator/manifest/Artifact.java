package org.backtestrunner.orchestrator.manifest;

/**
 * A result file of a run.
 *
 * @param path relative to the run's directory, with {@code /}
 * @param sha256 64 lower-case hexadecimal digits
 */
public record Artifact(String path, long bytes, String sha256) {}
