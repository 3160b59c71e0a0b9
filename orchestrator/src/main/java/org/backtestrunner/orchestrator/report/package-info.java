/**
 * Results for people and programs: summary, what the manifests are filled with, and the closing
 * table. It knows columns and headings, and computes nothing about a run.
 */
package org.backtestrunner.orchestrator.report;
