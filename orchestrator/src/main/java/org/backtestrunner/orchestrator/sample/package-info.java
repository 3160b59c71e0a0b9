/**
 * Synthetic prices for examples and tests, the same bytes on every machine. It knows none of the
 * other rooms.
 */
package org.backtestrunner.orchestrator.sample;
