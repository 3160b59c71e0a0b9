/**
 * The files that a run left become a result: its equity curve, its orders, its log. Only what is
 * complete and readable is a success, whatever the worker's exit code says.
 */
package org.backtestrunner.orchestrator.harvest;
