package org.backtestrunner.orchestrator.launch.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmTest {
  private final Alarm alarm = new Alarm();

  @AfterEach
  void clearInterruption() {
    Thread.interrupted();
  }

  @Test
  void itWakesASleeperAndTheFirstReasonStays() {
    alarm.ring(Termination.TIMED_OUT);
    alarm.ring(Termination.STOPPED);

    assertThrows(InterruptedException.class, () -> Thread.sleep(1));
    assertEquals(Optional.of(Termination.TIMED_OUT), alarm.reason());
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void anInterruptionThatCameTooLateToWakeAnyoneIsTakenBack() {
    alarm.ring(Termination.STOPPED);
    alarm.close();

    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void onceClosedItInterruptsNobody() {
    alarm.close();
    alarm.ring(Termination.STOPPED);

    assertFalse(Thread.currentThread().isInterrupted());
    assertEquals(Optional.empty(), alarm.reason());
  }

  @Test
  void anInterruptionBySomebodyElseIsNotTakenBack() {
    Thread.currentThread().interrupt();
    alarm.close();

    assertTrue(Thread.currentThread().isInterrupted());
  }
}
