/**
 * What stands beside prices and is aligned to them: factor bundles, factor files, weights, groups,
 * costs. It knows the calendar of a panel, not how it is read.
 */
package org.backtestrunner.worker.data;
