/**
 * The sections of a page, one a file, as HTML that needs no script: every number, table, heat map,
 * bar and histogram. It knows tags and sentences, and computes nothing.
 */
package org.backtestrunner.orchestrator.report.page.section;
