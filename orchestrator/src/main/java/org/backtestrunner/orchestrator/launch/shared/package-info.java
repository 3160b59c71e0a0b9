/**
 * Runs that share a JVM: which worker executes the next one, what passes between us and it, and
 * when no further run belongs into it. Only the run that a worker was executing ends with it.
 */
package org.backtestrunner.orchestrator.launch.shared;
