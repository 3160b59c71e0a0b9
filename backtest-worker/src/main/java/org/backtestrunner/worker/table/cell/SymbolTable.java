package org.backtestrunner.worker.table.cell;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers symbols in order of appearance. Looked up by the bytes of a cell, so that no string is
 * made for a symbol that is known already.
 */
public final class SymbolTable {
  private final List<String> symbols = new ArrayList<>();
  private final List<byte[]> encoded = new ArrayList<>();
  private int[] slots = new int[256];

  /** The last answer: files sorted by symbol ask for the same one again and again. */
  private int last = -1;

  public SymbolTable() {
    Arrays.fill(slots, -1);
  }

  /** The number of the symbol in {@code bytes[from, to)}, -1 where it is new. */
  public int find(byte[] bytes, int from, int to) {
    if (last >= 0 && matches(last, bytes, from, to)) {
      return last;
    }
    int slot = hash(bytes, from, to) & (slots.length - 1);
    while (slots[slot] >= 0) {
      if (matches(slots[slot], bytes, from, to)) {
        last = slots[slot];
        return last;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return -1;
  }

  /** Takes up a symbol that {@link #find} does not know. */
  public int add(String symbol) {
    int number = symbols.size();
    symbols.add(symbol);
    encoded.add(symbol.getBytes(StandardCharsets.UTF_8));
    if (symbols.size() * 2 > slots.length) {
      slots = new int[slots.length * 2];
      Arrays.fill(slots, -1);
      for (int i = 0; i < number; i++) {
        place(i);
      }
    }
    place(number);
    return number;
  }

  /** The number of a symbol, taken up where it is new. */
  public int number(String symbol) {
    byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
    int known = find(bytes, 0, bytes.length);
    return known >= 0 ? known : add(symbol);
  }

  public String symbol(int number) {
    return symbols.get(number);
  }

  public int size() {
    return symbols.size();
  }

  private void place(int number) {
    byte[] bytes = encoded.get(number);
    int slot = hash(bytes, 0, bytes.length) & (slots.length - 1);
    while (slots[slot] >= 0) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = number;
  }

  private boolean matches(int number, byte[] bytes, int from, int to) {
    byte[] known = encoded.get(number);
    return Arrays.equals(known, 0, known.length, bytes, from, to);
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash ^ (hash >>> 15);
  }
}
