/**
 * Text as bytes: rows of separated cells, and decimal numbers read and printed. It knows nothing of
 * files, columns or what a cell means. Nothing here costs a JVM's start: no lambda, no regular
 * expression, no library.
 */
package org.backtestrunner.shared.text;
