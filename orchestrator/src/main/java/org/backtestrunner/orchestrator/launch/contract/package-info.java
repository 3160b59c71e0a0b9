/**
 * Our half of what is agreed with the worker on what a run leaves: its exit codes, its log, its
 * files. The other half is in the worker; a test that forks it holds the two together.
 */
package org.backtestrunner.orchestrator.launch.contract;
