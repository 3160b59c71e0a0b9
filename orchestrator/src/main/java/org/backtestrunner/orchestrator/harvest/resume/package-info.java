/**
 * What an earlier start of the batch has left, and which of it is still good. It knows what a
 * result depends on: parameters, the bytes of its inputs, the worker.
 */
package org.backtestrunner.orchestrator.harvest.resume;
