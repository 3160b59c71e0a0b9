/**
 * The health of the latest batch as its files on disk show it, for people and monitoring systems.
 * Reading, judging and printing are apart: {@link
 * org.backtestrunner.orchestrator.health.HealthInspection} reads and judges, {@link
 * org.backtestrunner.orchestrator.health.HealthReportFormat} prints.
 */
package org.backtestrunner.orchestrator.health;
