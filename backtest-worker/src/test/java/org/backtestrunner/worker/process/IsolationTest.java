package org.backtestrunner.worker.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class IsolationTest {
  private final Isolation isolation = Isolation.begin();

  @Test
  void holdsWhereNothingWasChanged() {
    assertTrue(isolation.holds());
  }

  @Test
  void anotherDefaultLocaleBreaksIt() {
    Locale before = Locale.getDefault(Locale.Category.FORMAT);
    Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("tr-TR"));
    try {
      assertFalse(isolation.holds());
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, before);
    }
    assertTrue(isolation.holds());
  }

  @Test
  void anotherDefaultTimeZoneBreaksIt() {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
    try {
      assertFalse(isolation.holds());
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void anotherSystemPropertyBreaksIt() {
    System.setProperty("left.behind", "yes");
    try {
      assertFalse(isolation.holds());
    } finally {
      System.clearProperty("left.behind");
    }
  }

  @Test
  void aThreadThatGoesOnBreaksItUntilItEnds() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    Thread left =
        new Thread(
            () -> {
              try {
                end.await();
              } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
              }
            });
    left.setDaemon(true);
    left.start();

    assertFalse(isolation.holds());
    end.countDown();
    left.join();
    assertTrue(isolation.holds());
  }
}
