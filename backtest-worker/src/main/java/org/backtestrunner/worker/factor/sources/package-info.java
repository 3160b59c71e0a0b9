/**
 * Where the values of factors come from: computed from prices, or prepared. Strategies cannot tell
 * the two apart.
 */
package org.backtestrunner.worker.factor.sources;
