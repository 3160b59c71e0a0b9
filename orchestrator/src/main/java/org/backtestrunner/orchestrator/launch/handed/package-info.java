/**
 * Runs that somebody else executes, who knows them from files alone: what is to be done, who
 * executes it, how each run has ended. It knows nothing of who that is, and asks nobody but the
 * file system.
 */
package org.backtestrunner.orchestrator.launch.handed;
