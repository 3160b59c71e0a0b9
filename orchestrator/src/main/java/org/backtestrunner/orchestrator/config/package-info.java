/**
 * What the user wrote: a YAML or JSON file becomes a validated {@link
 * org.backtestrunner.orchestrator.config.BatchConfig}, and every complaint has file, line and key.
 */
package org.backtestrunner.orchestrator.config;
