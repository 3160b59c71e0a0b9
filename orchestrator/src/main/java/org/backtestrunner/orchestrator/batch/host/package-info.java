/**
 * Where the program runs: its installation and versions, the terminal, the caller's repository, the
 * signals that reach it. It knows nothing of batches.
 */
package org.backtestrunner.orchestrator.batch.host;
