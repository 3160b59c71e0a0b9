/**
 * What is to be walked forward: windows, what is chosen by, and among which runs. Every
 * walk-forward of a config is known with its candidates before a run is started, or refused with a
 * line.
 */
package org.backtestrunner.orchestrator.config.walkforward;
