/**
 * The trial ledger: a file beside the batches that remembers, across all of them, what was ever
 * tried on the same data. It knows one file of lines, and what makes a run a trial.
 */
package org.backtestrunner.orchestrator.ledger;
