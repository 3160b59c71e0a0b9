/**
 * Our half of what is agreed with the worker: its command line, its argument file, its exit codes,
 * its log. The other half is in the worker; a test that forks it holds the two together.
 */
package org.backtestrunner.orchestrator.launch.contract;
