/**
 * Processes: how a worker is started, watched and ended. An executor takes a task and gives, when
 * it has ended, an outcome that says why; whether that is worth another attempt is none of its
 * business.
 */
package org.backtestrunner.orchestrator.launch.execute;
