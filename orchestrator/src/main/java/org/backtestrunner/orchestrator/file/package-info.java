/**
 * Files and inputs of a batch: written whole, deleted, recognised. It knows nothing of runs. A
 * failure to write is an {@link org.backtestrunner.orchestrator.file.EnvironmentException}: one
 * sentence, with the path.
 */
package org.backtestrunner.orchestrator.file;
