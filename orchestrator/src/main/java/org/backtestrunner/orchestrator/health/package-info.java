/**
 * The health of the latest batch, for monitoring. It reads what a batch has written, and trusts
 * none of it to be complete.
 */
package org.backtestrunner.orchestrator.health;
