package org.backtestrunner.worker.store.prepared;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.panel.FaultyRows;
import org.backtestrunner.worker.panel.PriceHistories;
import org.backtestrunner.worker.panel.SymbolFacts;
import org.backtestrunner.worker.store.format.EntryWriter;
import org.backtestrunner.worker.store.format.HeadWriter;
import org.backtestrunner.worker.store.format.RowLayout;
import org.backtestrunner.worker.store.format.Warning;

/** Writes a universe as a file of the cache, which {@link StoredUniverse} reads. */
final class PanelWriter {
  /** A run reads the closes in order: what a processor's cache holds until it is used. */
  private static final int BLOCK_BYTES = 1 << 16;

  private PanelWriter() {}

  /**
   * Writes head and price columns, a section each, the closes first.
   *
   * @param warnings what reading the original files has warned of
   */
  static void write(EntryWriter entry, String key, PriceHistories histories, List<Warning> warnings)
      throws IOException {
    List<Column> columns = StoredUniverse.order(columnBits(histories));
    RowLayout layout = RowLayout.of(histories.calendar().length, histories.size(), BLOCK_BYTES);
    HeadWriter head = EntryWriter.head(key, layout, columns.size());
    head.number(columnBits(histories)).longs(histories.calendar());
    for (int s = 0; s < histories.size(); s++) {
      SymbolFacts facts = histories.facts(s);
      head.text(histories.symbol(s))
          .number(facts.first())
          .number(facts.last())
          .integers(facts.gaps())
          .integers(facts.jumps())
          .doubles(facts.jumpCloses())
          .integers(facts.constant());
    }
    for (FaultyRows.Kind kind : FaultyRows.Kind.values()) {
      FaultyRows faulty = histories.faulty(kind);
      head.longs(faulty.times()).integers(faulty.counts()).text(faulty.first());
    }
    Warning.write(head, warnings);
    writeOtherSymbols(head, histories);
    entry.head(head);
    for (Column column : columns) {
      entry.section(layout, (row, to) -> histories.readRow(column, row, to));
    }
  }

  private static int columnBits(PriceHistories histories) {
    int bits = 0;
    for (Column column : Column.values()) {
      bits |= histories.has(column) ? 1 << column.ordinal() : 0;
    }
    return bits;
  }

  /** The symbols of the price file that are not in the universe. */
  private static void writeOtherSymbols(HeadWriter head, PriceHistories histories) {
    Set<String> others = new TreeSet<>(histories.fileSymbols());
    for (int s = 0; s < histories.size(); s++) {
      others.remove(histories.symbol(s));
    }
    head.number(others.size());
    for (String symbol : others) {
      head.text(symbol);
    }
  }
}
