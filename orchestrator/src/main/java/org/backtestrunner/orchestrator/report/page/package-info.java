/**
 * The page of a batch, {@code batch_report.html}: one file that needs no other and fetches nothing.
 * It puts sections, data, style and scripts together and keeps the page small.
 */
package org.backtestrunner.orchestrator.report.page;
