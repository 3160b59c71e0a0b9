package org.backtestrunner.orchestrator.launch.cache;

import java.util.OptionalInt;
import java.util.function.Supplier;

/** Takes what a user may want to know while a batch goes on. Thread-safe. */
public interface Notices {
  /** For work that nobody watches. */
  Notices NONE =
      new Notices() {
        @Override
        public void say(String line) {}

        @Override
        public void detail(String line) {}

        @Override
        public Work begin(String what, Supplier<OptionalInt> percent) {
          return () -> {};
        }
      };

  /** One line for everybody. */
  void say(String line);

  /** One line for those who want to know everything. */
  void detail(String line);

  /**
   * Tells of work for which the runs wait, if it takes long.
   *
   * @param what is being done: {@code preparing prices.csv (128 MB)}
   * @param percent how much of it is done, whenever it is asked; empty where nobody knows
   * @return to be closed when it is done
   */
  Work begin(String what, Supplier<OptionalInt> percent);

  /** The same of work of which nobody knows how much is done. */
  default Work begin(String what) {
    return begin(what, OptionalInt::empty);
  }

  /** Work under way. */
  interface Work extends AutoCloseable {
    @Override
    void close();
  }
}
