package org.backtestrunner.worker.table.cell;

import java.util.ArrayList;
import java.util.List;

/**
 * How the numbers of a file are written.
 *
 * @param decimal the decimal mark
 * @param thousands the mark between groups of three digits; empty: none
 * @param missing texts of an empty cell, beside {@link #MISSING}
 * @param percent whether {@code 50%} is 0.5
 */
public record NumberForm(char decimal, String thousands, List<String> missing, boolean percent) {
  /** Texts of an empty cell in any file. */
  public static final List<String> MISSING =
      List.of("NaN", "nan", "NA", "N/A", "#N/A", "null", "NULL", "None");

  public static final NumberForm PLAIN = new NumberForm('.', "", List.of(), false);

  public NumberForm {
    missing = List.copyOf(missing);
  }

  /** The same where {@code 50%} is 0.5 too. */
  public NumberForm withPercent() {
    return new NumberForm(decimal, thousands, missing, true);
  }

  /** All texts of an empty cell. */
  List<String> allMissing() {
    List<String> all = new ArrayList<>(MISSING);
    all.addAll(missing);
    return all;
  }
}
