/**
 * One batch from its plan to its summary: the start, launching, harvesting, the end. It knows the
 * order of these steps and how each failure of a batch ends.
 */
package org.backtestrunner.orchestrator.batch;
