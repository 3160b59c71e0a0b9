package org.backtestrunner.worker.warm;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values that outlive their run, by keys that hold all that they depend on; together below a bound.
 * Room for what is new comes from what no run has asked for the longest.
 */
public final class Warm {
  /** The rest of the heap is for the run that is executed. */
  private static final int PART_OF_HEAP = 4;

  private final long mostBytes;

  /** By key, the one that nobody has asked for the longest first. */
  private final Map<Object, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  private long bytes;
  private long run;

  private static final class Kept {
    private final Object value;
    private long bytes;
    private long lastRun;

    Kept(Object value) {
      this.value = value;
    }
  }

  /**
   * @param mostBytes how large all values may be together
   */
  public Warm(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Of a JVM that executes one run: nothing is kept. */
  public static Warm none() {
    return new Warm(0);
  }

  /** With a bound that leaves a run most of this JVM's heap. */
  public static Warm ofThisHeap() {
    return new Warm(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
  }

  /** Room for what is kept under one key. */
  public static final class Room {
    private final Warm warm;
    private final Object key;

    private Room(Warm warm, Object key) {
      this.warm = warm;
      this.key = key;
    }

    /** None at all. */
    public static Room none() {
      return new Room(Warm.none(), "");
    }

    /**
     * Lets what is kept become larger.
     *
     * @return false where there is no room, or it is not kept any more
     */
    public boolean grow(long bytes) {
      return warm.grow(key, bytes);
    }
  }

  /** Whether nothing is ever kept. */
  public boolean isCold() {
    return mostBytes == 0;
  }

  /** The room that a key has, once something is kept under it. */
  public Room room(Object key) {
    return new Room(this, key);
  }

  /** From now on, what only earlier runs have used may have to make room. */
  public void beginRun() {
    run++;
  }

  /** What is kept under a key. */
  public <T> Optional<T> find(Object key, Class<T> type) {
    // A cold JVM does not even hash the key, which costs its first record more than a small run.
    Kept found = isCold() ? null : kept.get(key);
    if (found == null) {
      return Optional.empty();
    }
    found.lastRun = run;
    return Optional.of(type.cast(found.value));
  }

  /** Whether it is this value that is kept, under whatever key. */
  public boolean has(Object value) {
    for (Kept each : kept.values()) {
      if (each.value == value) {
        return true;
      }
    }
    return false;
  }

  /**
   * Keeps a value, which is closed, if it can be, when it has to make room.
   *
   * @param size about how many bytes it takes
   * @return false where there is no room: then it stays the caller's
   */
  public boolean keep(Object key, Object value, long size) {
    if (isCold()) {
      return false;
    }
    Kept entry = new Kept(value);
    entry.lastRun = run;
    if (kept.containsKey(key) || !makeRoom(size)) {
      return false;
    }
    kept.put(key, entry);
    entry.bytes = size;
    bytes += size;
    return true;
  }

  /**
   * Lets the value under a key become larger.
   *
   * @return false where there is no room, or the value is not kept any more
   */
  public boolean grow(Object key, long more) {
    Kept entry = isCold() ? null : kept.get(key);
    if (entry == null || !makeRoom(more)) {
      return false;
    }
    entry.bytes += more;
    bytes += more;
    return true;
  }

  private boolean makeRoom(long wanted) {
    Iterator<Kept> oldest = kept.values().iterator();
    while (wanted <= mostBytes && bytes + wanted > mostBytes && oldest.hasNext()) {
      Kept candidate = oldest.next();
      if (candidate.lastRun < run) {
        oldest.remove();
        bytes -= candidate.bytes;
        close(candidate.value);
      }
    }
    return bytes + wanted <= mostBytes;
  }

  private static void close(Object value) {
    if (value instanceof Closeable closeable) {
      try {
        closeable.close();
      } catch (IOException onlyRead) {
        // Nothing is lost.
      }
    }
  }
}
