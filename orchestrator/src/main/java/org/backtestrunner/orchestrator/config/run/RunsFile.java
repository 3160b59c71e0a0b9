package org.backtestrunner.orchestrator.config.run;

import java.nio.file.Path;

/**
 * A file of runs.
 *
 * @param path as written
 * @param file absolute
 * @param sha256 of its bytes
 */
public record RunsFile(String path, Path file, String sha256, long bytes) {}
