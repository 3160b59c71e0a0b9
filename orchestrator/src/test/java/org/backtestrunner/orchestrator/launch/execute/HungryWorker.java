package org.backtestrunner.orchestrator.launch.execute;

import java.util.ArrayList;
import java.util.List;

/** A worker that takes memory until there is none. */
public final class HungryWorker {
  private HungryWorker() {}

  public static void main(String[] arguments) {
    List<long[]> taken = new ArrayList<>();
    while (true) {
      taken.add(new long[1 << 16]);
    }
  }
}
