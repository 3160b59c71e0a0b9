/**
 * A config becomes runs: ids, effective parameters, hashes. The only place that knows the names of
 * the files of a batch.
 */
package org.backtestrunner.orchestrator.plan;
