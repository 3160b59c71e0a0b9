package org.backtestrunner.orchestrator.harvest;

import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import org.backtestrunner.orchestrator.harvest.metric.ReturnMoments;
import org.backtestrunner.orchestrator.harvest.output.Fingerprint;

/**
 * What is kept of a run's equity curve.
 *
 * @param firstDate of its bars, in UTC
 * @param lastDate of its bars, in UTC
 * @param dates how many different UTC dates its bars have
 * @param calendar alike for curves with the same dates
 * @param identity alike for curves with the same timestamps and the same equity at each
 * @param moments of its returns, where the Sharpe ratio is defined
 * @param notional traded, by calendar year, in account currency; empty where there is no orders
 *     file
 */
public record Curve(
    LocalDate firstDate,
    LocalDate lastDate,
    int dates,
    Fingerprint calendar,
    Fingerprint identity,
    Optional<ReturnMoments> moments,
    Optional<SortedMap<Integer, Double>> notional) {}
