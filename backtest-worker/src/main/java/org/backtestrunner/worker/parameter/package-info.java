/**
 * The parameters of a run: the one list of names, types, ranges, defaults and rules, from which
 * options, checks and documents are made. What is refused here is a mistake in the call, never in a
 * file.
 */
package org.backtestrunner.worker.parameter;
