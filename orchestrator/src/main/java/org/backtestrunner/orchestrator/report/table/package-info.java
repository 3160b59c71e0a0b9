/**
 * Tables of runs for the terminal and for programs: rankings, and what differs between two batches.
 */
package org.backtestrunner.orchestrator.report.table;
