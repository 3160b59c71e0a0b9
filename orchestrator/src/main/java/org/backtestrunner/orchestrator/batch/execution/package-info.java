/**
 * What executes the runs of a batch, as its config says, and which runs that an earlier start has
 * handed to others go on. It decides who does something, not when.
 */
package org.backtestrunner.orchestrator.batch.execution;
