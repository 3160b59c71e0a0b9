/**
 * A look at the inputs of runs before any of these is started: small files whole, of large ones the
 * ends. It reads them as runs do, and knows no rule of its own.
 */
package org.backtestrunner.worker.inspection;
