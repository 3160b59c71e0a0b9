/**
 * Strategies and factors of the user's: loading them from a jar, their parameters among ours, their
 * decisions and values as if they were ours. Whatever they do wrong ends here.
 */
package org.backtestrunner.worker.own;
