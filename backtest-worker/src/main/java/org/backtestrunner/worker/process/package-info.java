/** This process: what it has used, who has started it, and what a run has changed in it. */
package org.backtestrunner.worker.process;
