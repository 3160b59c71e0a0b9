/**
 * Files whole or not at all, digests, stamps. It knows nothing of batches or runs. A failure of the
 * file system is an {@link org.backtestrunner.orchestrator.file.EnvironmentException}: one
 * sentence, with the path.
 */
package org.backtestrunner.orchestrator.file;
