/**
 * Results for people and programs: summary, manifests and the closing table. It knows columns,
 * members and headings, and computes nothing about a run.
 */
package org.backtestrunner.orchestrator.report;
