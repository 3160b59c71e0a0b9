/**
 * What is made of the commands' own declarations: the manual page, and the completion of each
 * shell. Knows picocli's model of commands, and none of them by name.
 */
package org.backtestrunner.orchestrator.command.manual;
