/**
 * Processes: how a worker is started, watched and ended. An executor takes a task and gives an
 * outcome for every ending; a status or cause of a run is none of its business.
 */
package org.backtestrunner.orchestrator.launch.execute;
