/**
 * Drawing points of a grid: where the numbers come from, and which places they mean. It knows
 * lengths of axes only; what stands at a place is not known here.
 */
package org.backtestrunner.orchestrator.config.sample;
