/**
 * Processes: how one run's worker is started, watched and ended, and how many run at once.
 *
 * <p>What crosses the border to a worker is its command line, its environment, signals, and its
 * exit code; everything else lies in files.
 */
package org.backtestrunner.orchestrator.launch;
