/**
 * What spans runs: single runs and the grid, their ids and what must hold between their parameters.
 * It reads sections; the rest of the file is not its business.
 */
package org.backtestrunner.orchestrator.config.run;
