/**
 * The manifests of a batch and of its runs: a class a file format, which writes and reads it. Who
 * reads one may be another start of the program, or another program.
 */
package org.backtestrunner.orchestrator.manifest;
