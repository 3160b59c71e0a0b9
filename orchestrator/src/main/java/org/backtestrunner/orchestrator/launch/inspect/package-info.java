/**
 * The look at a batch's inputs that comes before its first run, and before anything is written. It
 * knows which inputs are different; how they are read is the worker's.
 */
package org.backtestrunner.orchestrator.launch.inspect;
