/**
 * The file names of a batch and of a run, each once, and the lock that keeps two orchestrators
 * apart. It knows where things are, not what is in them.
 */
package org.backtestrunner.orchestrator.plan.layout;
