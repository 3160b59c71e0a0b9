package org.backtestrunner.worker.strategy;

import java.util.Optional;
import org.backtestrunner.worker.factor.sources.Inputs;
import org.backtestrunner.worker.panel.Warnings;
import org.backtestrunner.worker.parameter.RunParameters;

/** A rule that turns data into target weights. */
public interface DecisionRule {
  /** The name in parameters. */
  String name();

  /** One sentence for lists and help. */
  String description();

  /**
   * Reads what the rule needs for one run.
   *
   * @throws org.backtestrunner.worker.table.cell.BadDataException for bad input files
   */
  Decisions prepare(RunParameters run, Inputs inputs, Warnings warnings);

  /** The decisions of one run. */
  interface Decisions {
    /**
     * The decision at the close of a bar; asked once for every bar, in order. It may look at
     * nothing later than that bar.
     *
     * @param bar its place in the calendar, from 0
     * @return one target weight a symbol of the universe, as a fraction of equity, negative for
     *     short; empty where nothing is decided
     */
    Optional<double[]> at(int bar);

    /** Told once, before the first decision: what is held at any time. */
    default void watch(Portfolio portfolio) {}

    /** Told once, after the last decision: what is to be warned of about all of them. */
    default void end() {}
  }

  /** Positions and equity as they are when a decision is asked for. */
  interface Portfolio {
    double equity();

    /** The symbols with a position, ascending; not to be changed. */
    int[] held();

    /** Of a symbol that is held. */
    double quantity(int symbol);

    /** The value of what is held of the symbol, at its last known close. */
    double value(int symbol);
  }
}
