/**
 * Conditions on the values of a run, such as {@code 2 * a <= b}: text in, checked names and types,
 * yes or no for each run. What the names mean is said by whoever asks.
 */
package org.backtestrunner.orchestrator.config.condition;
