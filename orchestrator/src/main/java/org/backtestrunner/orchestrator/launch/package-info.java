/**
 * A run from its plan to its last attempt: how many run at once, and whether a failure is worth
 * another attempt. How a process is started and ended is behind {@code execute}.
 */
package org.backtestrunner.orchestrator.launch;
