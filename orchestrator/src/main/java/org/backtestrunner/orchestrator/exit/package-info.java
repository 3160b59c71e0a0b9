/**
 * How the program ends: its exit codes, and the failures that a user can mend, each of which
 * carries one. It knows nothing else, so that every room may throw one.
 */
package org.backtestrunner.orchestrator.exit;
