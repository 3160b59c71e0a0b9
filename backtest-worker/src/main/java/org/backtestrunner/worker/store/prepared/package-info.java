/**
 * Prepared inputs as a run uses them, and how they are made. A run that doubts them reads the
 * original inputs.
 */
package org.backtestrunner.worker.store.prepared;
