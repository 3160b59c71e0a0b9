/**
 * One run of a batch again, alone and in the foreground, to be watched or debugged. Leaves the
 * batch as it is.
 */
package org.backtestrunner.orchestrator.replay;
