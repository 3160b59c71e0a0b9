/**
 * What a strategy or factor of the user's is written against: interfaces, the columns of a price
 * file, parameters of its own. Nothing else of the worker is meant for it.
 */
package org.backtestrunner.worker.api;
