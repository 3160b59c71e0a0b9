package org.backtestrunner.orchestrator.launch.inspect;

/**
 * An input as the worker has looked at it.
 *
 * @param parameter that names it
 * @param path absolute
 * @param readAs how it is read, in words
 */
public record InspectedInput(String parameter, String path, String readAs) {}
