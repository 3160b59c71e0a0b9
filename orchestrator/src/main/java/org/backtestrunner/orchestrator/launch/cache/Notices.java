package org.backtestrunner.orchestrator.launch.cache;

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
        public Work begin(String what) {
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
   * @return to be closed when it is done
   */
  Work begin(String what);

  /** Work under way. */
  interface Work extends AutoCloseable {
    @Override
    void close();
  }
}
