/**
 * The files that tell the statistics of a batch, to people and to programs. It knows members,
 * columns and sentences, and computes nothing.
 */
package org.backtestrunner.orchestrator.report.statistics;
