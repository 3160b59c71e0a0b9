/**
 * What stands where a batch is to be written, and what a start makes of it: a fresh batch, a
 * resumption or a replacement. It decides before anything is touched, and knows nothing of how runs
 * are executed.
 */
package org.backtestrunner.orchestrator.batch.start;
