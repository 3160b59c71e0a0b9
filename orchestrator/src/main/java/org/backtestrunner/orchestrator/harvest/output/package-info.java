/**
 * The result files of a worker, read once and row by row: what is not of their form is refused with
 * file, line and column. The writing half is the worker's own.
 */
package org.backtestrunner.orchestrator.harvest.output;
