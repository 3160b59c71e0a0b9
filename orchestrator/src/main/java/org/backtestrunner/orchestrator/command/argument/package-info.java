/**
 * What commands share: options and arguments that several take, and what is said of mistaken ones.
 * It knows picocli, as the commands do.
 */
package org.backtestrunner.orchestrator.command.argument;
