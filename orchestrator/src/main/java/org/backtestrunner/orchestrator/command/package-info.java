/**
 * The commands of the command line, one a file, and thin: options in, calls into the rooms below,
 * an exit code out. They know picocli, as the room of the manual does; nothing below.
 */
package org.backtestrunner.orchestrator.command;
