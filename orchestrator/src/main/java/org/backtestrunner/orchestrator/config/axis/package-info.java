/**
 * The axes of grids: values in lists, ranges and files that match a pattern, and cases that set
 * several parameters. An axis is an ordered list of points; what is spanned by several is not known
 * here.
 */
package org.backtestrunner.orchestrator.config.axis;
