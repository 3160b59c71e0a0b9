package org.backtestrunner.orchestrator.launch.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
    stop.listen(cause -> heard.add("first"));
    stop.listen(cause -> heard.add("closed")).close();
    stop.listen(cause -> heard.add("second"));

    stop.trigger(Cause.FAIL_FAST);
    stop.trigger(Cause.FAIL_FAST);

    assertEquals(List.of("first", "second"), heard);
  }

  @Test
  void whoListensTooLateHearsItAtOnce() {
    stop.trigger(Cause.INTERRUPTED);
    stop.listen(cause -> heard.add("late"));

    assertEquals(List.of("late"), heard);
  }

  @Test
  void waitingEndsWithTheSignalOrWithTheTime() {
    assertEquals(Optional.empty(), stop.within(Duration.ofMillis(10)).join());
    CompletableFuture<Optional<Cause>> waiting = stop.within(Duration.ofSeconds(50));
    stop.trigger(Cause.INTERRUPTED);
    assertEquals(Optional.of(Cause.INTERRUPTED), waiting.join());
    assertEquals(Optional.of(Cause.INTERRUPTED), stop.within(Duration.ofSeconds(50)).join());
  }

  @Test
  void whatFollowsWaitingHoldsUpNeitherTheSignalNorItsOtherListeners() {
    CompletableFuture<Void> hold = new CompletableFuture<>();
    CompletableFuture<Void> slow =
        stop.within(Duration.ofSeconds(50)).thenAccept(cause -> hold.join());
    stop.trigger(Cause.INTERRUPTED);

    assertTrue(stop.isTriggered());
    assertFalse(slow.isDone());
    hold.complete(null);
    slow.join();
  }

  @Test
  void onlyCausesThatSkipRunsStopABatch() {
    assertThrows(IllegalArgumentException.class, () -> stop.trigger(Cause.BAD_DATA));
    assertFalse(stop.isTriggered());
  }
}
