package org.backtestrunner.orchestrator.batch.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemainingTimeTest {
  private final RemainingTime time = new RemainingTime();

  @Test
  void nothingIsSaidBeforeARunHasEnded() {
    assertEquals(Optional.empty(), time.estimate(10, List.of(3.0), 1));
  }

  @Test
  void whatWaitsIsSharedByWhatRunsAtOnce() {
    time.ended(4);
    time.ended(6);
    // 8 runs of 5 seconds, four at once.
    assertEquals(Optional.of(10.0), time.estimate(8, List.of(), 4));
    // One that has taken 5 seconds takes 6, as the only one that took longer did.
    assertEquals(Optional.of(1.0), time.estimate(0, List.of(5.0), 4));
    // (8 x 5 + 1 + 5) / 4; a run that has just begun takes as long as the mean.
    assertEquals(Optional.of(11.5), time.estimate(8, List.of(5.0, 0.0), 4));
  }

  @Test
  void theLastRunsAreTheSlowOnes() {
    for (int i = 0; i < 99; i++) {
      time.ended(1);
    }
    time.ended(100);
    // The one that is still running after 20 seconds takes as long as the slow one before, not 1.
    assertEquals(Optional.of(80.0), time.estimate(0, List.of(20.0), 4));
    // Longer than every one before: half as long again.
    assertEquals(Optional.of(60.0), time.estimate(0, List.of(120.0), 4));
  }

  @Test
  void whatWaitsIsJudgedByTheLatestRuns() {
    for (int i = 0; i < 100; i++) {
      time.ended(1);
    }
    for (int i = 0; i < 50; i++) {
      time.ended(9);
    }
    assertEquals(Optional.of(90.0), time.estimate(10, List.of(), 1));
  }
}
