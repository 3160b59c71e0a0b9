package org.backtestrunner.orchestrator.config.source;

import java.nio.file.Path;
import org.backtestrunner.orchestrator.config.parameter.WorkerParameters;

/**
 * Strategies and factors of the user's, ready for workers.
 *
 * @param jar absolute; in a cache, or in a directory that ends with this process
 * @param sha256 of the jar, 64 lower-case hexadecimal digits
 * @param bytes of the jar
 * @param sources what it was made of
 * @param parameters the worker's together with those that the sources declare
 */
public record CompiledStrategies(
    Path jar, String sha256, long bytes, StrategySources sources, WorkerParameters parameters) {}
