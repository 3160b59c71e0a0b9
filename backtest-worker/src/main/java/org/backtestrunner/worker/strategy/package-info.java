/**
 * Strategies: at a decision they turn what is known at a bar into weights. One strategy is one
 * class and one line in {@link org.backtestrunner.worker.strategy.Strategies}.
 */
package org.backtestrunner.worker.strategy;
