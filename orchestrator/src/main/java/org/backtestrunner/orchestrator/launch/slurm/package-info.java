/**
 * Runs as tasks of a Slurm cluster: what is asked of it and when, and what its words mean. How a
 * run has ended is told by the file that it leaves; the cluster is asked why there is none.
 */
package org.backtestrunner.orchestrator.launch.slurm;
