/**
 * The program: it reads the command line, hands it to a command, and turns what comes back into an
 * exit code. Only here is anything printed or the JVM ended.
 */
package org.backtestrunner.orchestrator;
