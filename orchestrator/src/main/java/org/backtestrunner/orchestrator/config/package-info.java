/**
 * What the user meant, valid: a config file and the options of the command line become a {@link
 * org.backtestrunner.orchestrator.config.BatchConfig}. Every complaint has file, line and key.
 */
package org.backtestrunner.orchestrator.config;
