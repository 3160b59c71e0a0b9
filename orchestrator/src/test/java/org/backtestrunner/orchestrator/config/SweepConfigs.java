package org.backtestrunner.orchestrator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Configs of grids, and what is wrong with them. */
abstract class SweepConfigs {
  /** Six lines: what follows begins in line 7. */
  static final String TREND = Configs.BASE.replace("buy_and_hold", "trend_baseline");

  @TempDir Path directory;
  Configs configs;

  @BeforeEach
  void inputs() {
    configs = new Configs(directory);
  }

  void assertProblems(String yaml, String... problems) {
    assertEquals(List.of(problems), configs.problems(TREND + yaml));
  }
}
