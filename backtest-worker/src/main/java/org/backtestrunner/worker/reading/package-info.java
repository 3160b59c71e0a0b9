/**
 * From rows of named columns to what they mean: which files an input is, which column has which
 * role, whose symbol a row is. What a file makes certain is taken and said; what has two readings
 * is refused with both.
 */
package org.backtestrunner.worker.reading;
