/**
 * What of a run's data is suspicious: warned of, or refused where the result would be worthless.
 * Nothing here changes a number of a result.
 */
package org.backtestrunner.worker.check;
