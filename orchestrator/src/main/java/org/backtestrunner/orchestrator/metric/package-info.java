/**
 * Performance statistics as pure mathematics on series. One metric a file; {@link
 * org.backtestrunner.orchestrator.metric.Metrics#ALL} lists them in the order of the columns.
 */
package org.backtestrunner.orchestrator.metric;
