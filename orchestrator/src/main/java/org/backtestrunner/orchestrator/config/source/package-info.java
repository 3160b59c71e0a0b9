/**
 * Strategies and factors of the user's: the files that a config names, and what is made of them.
 */
package org.backtestrunner.orchestrator.config.source;
