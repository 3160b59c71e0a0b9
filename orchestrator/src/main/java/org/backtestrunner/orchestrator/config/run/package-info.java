/**
 * What is to be run: single runs, those of a file, and grids; that no two have one id, and what
 * must hold between the parameters of each. It reads sections; the rest of the file is not its
 * business.
 */
package org.backtestrunner.orchestrator.config.run;
