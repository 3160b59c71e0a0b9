/**
 * One batch from its plan to its summary: what is there already, launching, harvesting, the end. It
 * knows the order of these steps and how each start or failure of a batch ends.
 */
package org.backtestrunner.orchestrator.batch;
