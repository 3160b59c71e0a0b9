/**
 * The curves that a page shows: which are kept, at which dates they are seen, bands over all of
 * them, and what the drill-down tells of one. It knows numbers and dates, and nothing of HTML.
 */
package org.backtestrunner.orchestrator.report.page.curve;
