package org.backtestrunner.orchestrator.launch.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopSignalTest {
  private final StopSignal stop = new StopSignal();
  private final List<String> heard = new ArrayList<>();

  @Test
  void theFirstCauseStays() {
    assertTrue(stop.trigger(Cause.FAIL_FAST));
    assertFalse(stop.trigger(Cause.INTERRUPTED));

    assertEquals(Optional.of(Cause.FAIL_FAST), stop.cause());
  }

  @Test
  void everyListenerHearsItOnceAndAClosedOneDoesNot() {
    stop.listen(() -> heard.add("first"));
    stop.listen(() -> heard.add("closed")).close();
    stop.listen(() -> heard.add("second"));

    stop.trigger(Cause.FAIL_FAST);
    stop.trigger(Cause.FAIL_FAST);

    assertEquals(List.of("first", "second"), heard);
  }

  @Test
  void whoListensTooLateHearsItAtOnce() {
    stop.trigger(Cause.INTERRUPTED);
    stop.listen(() -> heard.add("late"));

    assertEquals(List.of("late"), heard);
  }

  @Test
  void waitingEndsWithTheSignalOrWithTheTime() throws InterruptedException {
    assertFalse(stop.await(Duration.ofMillis(10)));
    LaunchFixture.inThread(() -> stop.trigger(Cause.INTERRUPTED));
    assertTrue(stop.await(Duration.ofSeconds(50)));
  }

  @Test
  void onlyCausesThatSkipRunsStopABatch() {
    assertThrows(IllegalArgumentException.class, () -> stop.trigger(Cause.BAD_DATA));
    assertFalse(stop.isTriggered());
  }
}
