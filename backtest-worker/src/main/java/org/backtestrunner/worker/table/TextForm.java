package org.backtestrunner.worker.table;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How a text file is laid out.
 *
 * @param separator between cells; empty: the header tells
 * @param headerRows how many rows there are above the data, of which the first one has the names;
 *     empty: one, or two where they are those of a known layout with fields and symbols
 * @param skip how many lines stand before the header
 */
public record TextForm(
    Optional<Character> separator, Optional<Integer> headerRows, int skip, Charset encoding) {
  public static final TextForm PLAIN =
      new TextForm(Optional.empty(), Optional.empty(), 0, StandardCharsets.UTF_8);
}
