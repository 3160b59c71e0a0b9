package org.backtestrunner.orchestrator.harvest;

import java.time.LocalDate;
import java.util.Optional;
import org.backtestrunner.orchestrator.harvest.metric.ReturnMoments;

/**
 * What is kept of a run's equity curve.
 *
 * @param firstDate of its bars, in UTC
 * @param lastDate of its bars, in UTC
 * @param moments of its returns, where the Sharpe ratio is defined
 */
public record Curve(LocalDate firstDate, LocalDate lastDate, Optional<ReturnMoments> moments) {}
