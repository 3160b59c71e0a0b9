/**
 * Walk-forwards: slices of the equity of full runs, the choice in each window in sample, and the
 * curve of the choices out of sample. It reads each candidate once and the chosen ones once more,
 * and keeps a few numbers of each run and fold.
 */
package org.backtestrunner.orchestrator.walkforward;
