/**
 * Strategies and factors of the user's become a jar: compiled, asked what they are, kept in the
 * cache by what they were made of.
 */
package org.backtestrunner.orchestrator.launch.compile;
