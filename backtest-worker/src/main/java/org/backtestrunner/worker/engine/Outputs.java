package org.backtestrunner.worker.engine;

import java.util.List;
import org.backtestrunner.worker.parameter.UsageException;

/**
 * What a run leaves beside its equity curve; what is not wanted is not even noted.
 *
 * @param csvSafe whether a spreadsheet must find no formula in the files
 */
public record Outputs(boolean orders, boolean positions, boolean csvSafe) {
  private static final String EQUITY = "equity";
  private static final String ORDERS = "orders";
  private static final String POSITIONS = "positions";

  private static final String ON = "on";
  private static final String OFF = "off";

  /** The names of all files that a run can leave. */
  public static final List<String> NAMES = List.of(EQUITY, ORDERS, POSITIONS);

  public static final Outputs ALL = new Outputs(true, true, false);

  /**
   * Reads names separated by commas; the equity curve is left whether it is named or not.
   *
   * @param option that is named in a complaint
   * @throws UsageException for a name that is none of {@link #NAMES}
   */
  public static Outputs of(String option, String text) {
    List<String> names = List.of(text.split(",", -1));
    for (String name : names) {
      if (!NAMES.contains(name)) {
        throw new UsageException(
            option
                + " must be a list of "
                + String.join(", ", NAMES)
                + " with commas and no blanks, not '"
                + text
                + "'");
      }
    }
    return new Outputs(names.contains(ORDERS), names.contains(POSITIONS), false);
  }

  /**
   * The same files, in which a spreadsheet finds no formula where the text is {@code on}.
   *
   * @param option that is named in a complaint
   * @throws UsageException for a text that is neither {@code on} nor {@code off}
   */
  public Outputs csvSafe(String option, String text) {
    if (!text.equals(ON) && !text.equals(OFF)) {
      throw new UsageException(option + " must be " + ON + " or " + OFF + ", not '" + text + "'");
    }
    return new Outputs(orders, positions, text.equals(ON));
  }
}
