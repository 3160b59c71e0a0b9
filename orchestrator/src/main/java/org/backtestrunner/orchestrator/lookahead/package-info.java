/**
 * Whether runs know what they cannot: executed again on data that are changed after a date, they
 * must come out the same up to it.
 */
package org.backtestrunner.orchestrator.lookahead;
