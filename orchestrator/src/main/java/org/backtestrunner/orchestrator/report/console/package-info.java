/**
 * What a person reads on the terminal when a batch has ended: the best and the worst runs, what
 * failed and how to repeat it, what makes results doubtful.
 */
package org.backtestrunner.orchestrator.report.console;
