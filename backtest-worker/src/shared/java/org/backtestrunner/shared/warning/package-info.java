/**
 * What a run can warn of: the worker names a kind in its log, the orchestrator reads it there. The
 * one list of kinds. Nothing here costs a JVM's start.
 */
package org.backtestrunner.shared.warning;
