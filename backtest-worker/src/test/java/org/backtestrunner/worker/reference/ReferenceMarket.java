package org.backtestrunner.worker.reference;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The price file as a run sees it: universe, calendar, bars, observations. */
final class ReferenceMarket {
  private final BarTime barTime;
  private final int barsPerDay;
  private final CsvTable file;

  /** Every symbol that stands in the file, with or without an observation. */
  private final Set<String> symbolsOfFile = new HashSet<>();

  private final SortedMap<String, NavigableMap<Instant, Observation>> observations =
      new TreeMap<>();
  private final List<String> universeBeforeSample;
  private final List<String> universe;

  /** Of open, high and low, those that have a price anywhere in the file. */
  private final Set<String> pricedColumns = new HashSet<>();

  private final NavigableSet<Instant> calendar = new TreeSet<>();
  private final List<Instant> bars = new ArrayList<>();

  ReferenceMarket(ReferenceParameters parameters, List<String> warnings) {
    this.barTime = parameters.barTime();
    this.barsPerDay = parameters.barsPerDay();
    this.file = CsvTable.read(parameters.text("price_file"));
    file.require("timestamp", "symbol", "close");
    readRows();
    List<String> listed = restrictedUniverse(parameters.find("symbols_file"), warnings);
    if (listed.isEmpty()) {
      throw new BadData("empty universe");
    }
    this.universeBeforeSample = listed;
    for (String symbol : listed) {
      calendar.addAll(observations.get(symbol).keySet());
    }
    this.universe =
        sample(listed, parameters.number("universe_sample"), parameters.integer("seed"));
    for (Instant time : calendar) {
      if (parameters.covers(BarTime.date(time))) {
        bars.add(time);
      }
    }
    if (bars.size() < 2) {
      throw new BadData("fewer than 2 bars");
    }
  }

  private void readRows() {
    Set<List<Object>> seen = new HashSet<>();
    for (List<String> row : file.rows()) {
      String symbol = file.text(row, "symbol");
      if (symbol.isEmpty()) {
        throw new BadData("row without symbol: " + row);
      }
      Instant time = barTime.parse(file.text(row, "timestamp"));
      if (!seen.add(List.of(time, symbol))) {
        throw new BadData("duplicate row: " + row);
      }
      symbolsOfFile.add(symbol);
      OptionalDouble close = cell(row, "close");
      if (close.isPresent() && close.getAsDouble() <= 0) {
        throw new BadData("close is not positive: " + row);
      }
      OptionalDouble open = price(row, "open");
      OptionalDouble high = price(row, "high");
      OptionalDouble low = price(row, "low");
      OptionalDouble volume = cell(row, "volume");
      if (volume.isPresent() && volume.getAsDouble() < 0) {
        throw new BadData("negative volume: " + row);
      }
      if (close.isPresent()) {
        observations
            .computeIfAbsent(symbol, key -> new TreeMap<>())
            .put(
                time,
                new Observation(
                    time, close.getAsDouble(), open, high, low, volume, hasNoPrice(row)));
      }
    }
  }

  /** An open, high or low; one that is not above 0 counts as empty. */
  private OptionalDouble price(List<String> row, String column) {
    OptionalDouble price = cell(row, column);
    if (price.isEmpty() || price.getAsDouble() <= 0) {
      return OptionalDouble.empty();
    }
    pricedColumns.add(column);
    return price;
  }

  private boolean hasNoPrice(List<String> row) {
    return List.of("open", "high", "low").stream()
        .anyMatch(column -> cell(row, column).orElse(1) <= 0);
  }

  private OptionalDouble cell(List<String> row, String column) {
    String text = file.text(row, column);
    return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(CsvTable.number(text));
  }

  /** The symbols with at least one observation, restricted by the symbols file; sorted. */
  private List<String> restrictedUniverse(Optional<String> symbolsFile, List<String> warnings) {
    if (symbolsFile.isEmpty()) {
      return new ArrayList<>(observations.keySet());
    }
    Set<String> listed = new TreeSet<>();
    for (String line : CsvTable.lines(Path.of(symbolsFile.get()))) {
      String symbol = line.split("#", -1)[0].trim();
      if (symbol.isEmpty()) {
        continue;
      }
      if (observations.containsKey(symbol)) {
        listed.add(symbol);
      } else {
        warnings.add("listed symbol without observation: " + symbol);
      }
    }
    return new ArrayList<>(listed);
  }

  private static List<String> sample(List<String> sorted, double fraction, long seed) {
    if (fraction >= 1) {
      return sorted;
    }
    List<String> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(seed * 0x9E3779B97F4A7C15L));
    int kept = (int) Math.max(1, Math.ceil(fraction * sorted.size() - 1e-9));
    List<String> sample = new ArrayList<>(shuffled.subList(0, kept));
    Collections.sort(sample);
    return sample;
  }

  List<String> universe() {
    return universe;
  }

  List<String> universeBeforeSample() {
    return universeBeforeSample;
  }

  List<Instant> bars() {
    return bars;
  }

  boolean fileHasSymbol(String symbol) {
    return symbolsOfFile.contains(symbol);
  }

  boolean fileHasColumn(String column) {
    boolean isPrice = List.of("open", "high", "low").contains(column);
    return isPrice ? pricedColumns.contains(column) : file.has(column);
  }

  /** The observation of a symbol exactly at a time. */
  Optional<Observation> observation(String symbol, Instant time) {
    return Optional.ofNullable(observations.get(symbol).get(time));
  }

  /** The observations of a symbol up to and including a time, oldest first. */
  List<Observation> history(String symbol, Instant time) {
    return new ArrayList<>(observations.get(symbol).headMap(time, true).values());
  }

  /** The last known close of a symbol at a time; empty before its first observation. */
  OptionalDouble lastClose(String symbol, Instant time) {
    var entry = observations.get(symbol).floorEntry(time);
    return entry == null ? OptionalDouble.empty() : OptionalDouble.of(entry.getValue().close());
  }

  /**
   * Whether a symbol's last observation at or before a time is at most so many days old, as a
   * difference of dates (0: of that time itself), and the symbol is not delisted by then.
   */
  boolean isCurrent(String symbol, Instant time, long maximumAgeDays) {
    Instant last = observations.get(symbol).floorKey(time);
    if (last == null || isDelisted(symbol, time)) {
      return false;
    }
    long age = ChronoUnit.DAYS.between(BarTime.date(last), BarTime.date(time));
    return maximumAgeDays == 0 ? last.equals(time) : age <= maximumAgeDays;
  }

  /**
   * Whether a symbol has its last observation of the whole file before a calendar entry, and at
   * least five days' entries of the calendar come after that observation.
   */
  boolean isDelisted(String symbol, Instant time) {
    Instant last = observations.get(symbol).lastKey();
    int entriesAfter = calendar.tailSet(last, false).size();
    return last.isBefore(time) && entriesAfter >= 5 * barsPerDay;
  }

  /**
   * Whether a symbol has not been observed for more than a number of calendar entries: i - j is
   * above it, where i is the entry of {@code time} and j that of the symbol's last observation.
   */
  boolean isStale(String symbol, Instant time, long maximumBars) {
    Instant last = observations.get(symbol).floorKey(time);
    if (maximumBars == 0 || last == null) {
      return false;
    }
    return calendar.subSet(last, false, time, true).size() > maximumBars;
  }
}
