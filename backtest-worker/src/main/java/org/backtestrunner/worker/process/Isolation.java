package org.backtestrunner.worker.process;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;

/**
 * What a run may change for the next one in the same JVM, as it was before the first: defaults,
 * system properties, threads, memory. Where it differs, no further run belongs into this JVM.
 */
public final class Isolation {
  /** Of the heap; what is in use then is little less after a collection. */
  private static final double MOST_HEAP_IN_USE = 0.6;

  /** The JVM's own, which it starts when they are first needed. */
  private static final Set<String> THREADS_OF_JVM =
      Set.of("Common-Cleaner", "Attach Listener", "Notification Thread", "Signal Dispatcher");

  private final List<Object> defaults;
  private final Properties properties;
  private final Set<Thread> threads;

  private Isolation() {
    // Asked for first: the time zone writes itself into a system property.
    defaults = defaults();
    properties = (Properties) System.getProperties().clone();
    threads = threads();
  }

  /** Notes how everything is before the first run. */
  public static Isolation begin() {
    return new Isolation();
  }

  private static List<Object> defaults() {
    return List.of(
        Locale.getDefault(),
        Locale.getDefault(Locale.Category.DISPLAY),
        Locale.getDefault(Locale.Category.FORMAT),
        TimeZone.getDefault());
  }

  private static Set<Thread> threads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] found = new Thread[root.activeCount() + 16];
    int size = root.enumerate(found, true);
    Set<Thread> all = new HashSet<>();
    for (int i = 0; i < size; i++) {
      if (!THREADS_OF_JVM.contains(found[i].getName())) {
        all.add(found[i]);
      }
    }
    return all;
  }

  /** Whether a further run finds all as the first one did, and has room. */
  public boolean holds() {
    return defaults.equals(defaults())
        && properties.equals(System.getProperties())
        && threads.containsAll(threads())
        && hasRoom();
  }

  private static boolean hasRoom() {
    if (heapInUse() > MOST_HEAP_IN_USE) {
      System.gc();
    }
    return heapInUse() <= MOST_HEAP_IN_USE;
  }

  private static double heapInUse() {
    Runtime jvm = Runtime.getRuntime();
    return (jvm.totalMemory() - jvm.freeMemory()) / (double) jvm.maxMemory();
  }
}
