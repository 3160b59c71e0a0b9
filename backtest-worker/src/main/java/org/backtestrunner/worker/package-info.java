/**
 * The worker: one backtest from its options to its files. Only here is anything printed or the JVM
 * ended.
 */
package org.backtestrunner.worker;
