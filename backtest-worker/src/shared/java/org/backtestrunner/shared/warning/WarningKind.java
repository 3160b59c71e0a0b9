package org.backtestrunner.shared.warning;

import java.util.Locale;
import java.util.Optional;

/**
 * What a warning is about. A serious one says that a result may be worthless; the others are notes
 * that a researcher wants to know of.
 */
public enum WarningKind {
  /** No order was filled. */
  NO_ORDERS(true),
  /** The first fill comes late. */
  FLAT_START(true),
  /** Equity fell to zero or below. */
  WIPE_OUT(true),
  /** A close moves by a ratio like that of an unadjusted split. */
  SPLIT(true),
  /** A close moves by any other ratio that is hardly a return. */
  JUMP(true),
  /** Opens are not adjusted as closes are. */
  RAW_OPEN(true),
  /** Open, high, low and close contradict each other. */
  IMPOSSIBLE_BARS(true),
  /** The calendar contradicts the frequency of the run. */
  FREQUENCY(true),
  /** The data do not cover the range that was asked for. */
  RANGE(true),
  /** A position was held when its symbol was delisted. */
  DELISTED_HELD(true),
  /** The data of symbols stop shortly before the end. */
  DATA_END(true),
  /** Dates look shifted by a time zone. */
  SHIFTED(true),
  /** Different parameters give equal equity curves. */
  IDENTICAL_EQUITY(true),
  /** Symbols without a group. */
  GROUPS_MISSING(true),
  /** Files of a directory are not read. */
  FILES_IGNORED(true),
  /** All scores of a decision are equal. */
  CONSTANT_SIGNAL(true),
  /** An input file changed while the batch ran. */
  INPUT_CHANGED(true),
  /** A rebalance had too few symbols; serious where many had. */
  SKIPPED_REBALANCE(false),
  /** Equal scores at the border of a selection. */
  TIES(false),
  /** Symbols lack bars. */
  GAPS(false),
  /** A close stays the same for long. */
  STALE_PRICES(false),
  /** A close moves by more than half in a bar. */
  LARGE_MOVE(false),
  /** Weights are dated where the run has no bar to take effect at. */
  WEIGHTS_WITHOUT_BAR(false),
  /** Symbols that were asked for have no prices. */
  SYMBOLS_MISSING(false),
  /** Symbols without a value of a factor file. */
  FACTORS_MISSING(false),
  /** Rows of weights are not used. */
  WEIGHTS_IGNORED(false),
  /** A weight of a symbol without a close. */
  NO_PRICE(false),
  /** Of no kind that is known, as what another program warns of. */
  OTHER(false);

  private final String label;
  private final boolean serious;

  WarningKind(boolean serious) {
    this.label = name().toLowerCase(Locale.ROOT);
    this.serious = serious;
  }

  /** Its name in files and logs, such as {@code no_orders}. */
  public String label() {
    return label;
  }

  /** Whether a warning of this kind is serious unless it says otherwise. */
  public boolean isSerious() {
    return serious;
  }

  /** The kind with a label. */
  public static Optional<WarningKind> find(String label) {
    for (WarningKind kind : values()) {
      if (kind.label.equals(label)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
