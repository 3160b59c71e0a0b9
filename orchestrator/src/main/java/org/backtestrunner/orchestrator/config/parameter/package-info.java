/**
 * A worker's parameters: names, types, ranges, defaults, values. All of it comes from a resource in
 * the worker's jar; no name of a parameter is known here beforehand but those that have rules of
 * their own.
 */
package org.backtestrunner.orchestrator.config.parameter;
