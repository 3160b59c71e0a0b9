/**
 * How a run is called: the words of a worker's or a program's command line, its argument file, and
 * what stands in a recorded one. What it answers is read by {@code launch.contract}.
 */
package org.backtestrunner.orchestrator.launch.command;
