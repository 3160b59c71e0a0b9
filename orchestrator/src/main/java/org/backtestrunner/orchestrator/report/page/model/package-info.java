/**
 * What a page shows, before it is HTML: the runs in their order, the numbers of each, the points of
 * a grid, where the batch comes from. It formats numbers, and knows no tag.
 */
package org.backtestrunner.orchestrator.report.page.model;
