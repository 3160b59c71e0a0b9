/**
 * What a page's script reads: the numbers of all runs, the kept curves, the grids, as one JSON
 * object in as few characters as possible. It knows members and how they are coded.
 */
package org.backtestrunner.orchestrator.report.page.data;
