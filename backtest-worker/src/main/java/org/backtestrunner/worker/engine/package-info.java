/**
 * The simulation of a portfolio, bar by bar: decisions, fills, costs, delistings. The mathematics
 * are in {@code docs/engine.md}; this package is that page as code.
 */
package org.backtestrunner.worker.engine;
