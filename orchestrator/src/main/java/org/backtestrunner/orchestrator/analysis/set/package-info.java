/**
 * Which runs of a batch count for what: the group on one calendar, the benchmark, the candidates;
 * and how the runs of a grid stand beside each other. It knows plans and results, and no formula on
 * returns.
 */
package org.backtestrunner.orchestrator.analysis.set;
