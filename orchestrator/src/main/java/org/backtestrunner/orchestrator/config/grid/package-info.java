/**
 * What axes span: their combinations, less what conditions leave out, or a sample of them, and the
 * ids of these.
 */
package org.backtestrunner.orchestrator.config.grid;
