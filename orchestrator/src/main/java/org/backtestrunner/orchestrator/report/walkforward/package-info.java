/**
 * The files of walk-forwards: a row for each, a row for each fold, the stitched curves, the members
 * of the summary; and how they are read again.
 */
package org.backtestrunner.orchestrator.report.walkforward;
