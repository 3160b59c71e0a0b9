/**
 * What stderr shows while a batch runs: how far it is, how long it may take, what is best so far.
 */
package org.backtestrunner.orchestrator.batch.progress;
