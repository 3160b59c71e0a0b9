/**
 * What a batch says, and what it does not: one pass over the equity of its runs, the statistics of
 * choosing among them, warnings and a verdict. It computes, and knows no file that is written.
 */
package org.backtestrunner.orchestrator.analysis;
