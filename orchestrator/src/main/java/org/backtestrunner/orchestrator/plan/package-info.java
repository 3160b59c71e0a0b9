/**
 * A config becomes an ordered list of runs with their effective parameters and hashes. Nothing is
 * started or written here.
 */
package org.backtestrunner.orchestrator.plan;
