/**
 * A worker's parameters: names, types, ranges, defaults, values. All of it comes from a resource in
 * the worker's jar; no name of a parameter is known here beforehand but {@code strategy}, which
 * decides what the others mean.
 */
package org.backtestrunner.orchestrator.config.parameter;
