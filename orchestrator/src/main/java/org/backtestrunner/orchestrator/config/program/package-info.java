/**
 * A program of the user's that executes the runs: its command, the parameters that the config
 * declares for it, and the files on which its results depend.
 */
package org.backtestrunner.orchestrator.config.program;
