package org.backtestrunner.orchestrator.manifest;

import java.nio.file.Path;

/**
 * One input file of a run.
 *
 * @param parameter that names it
 * @param path absolute; a file, or a directory of price files
 * @param sha256 64 lower-case hexadecimal digits
 */
public record InputFile(String parameter, Path path, long bytes, String sha256) {}
