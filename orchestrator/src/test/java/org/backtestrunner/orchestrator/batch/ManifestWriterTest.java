package org.backtestrunner.orchestrator.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.backtestrunner.orchestrator.file.EnvironmentException;
import org.junit.jupiter.api.Test;

class ManifestWriterTest {
  private final EnvironmentException full = new EnvironmentException("no space left on the disk");

  private void fail() {
    throw full;
  }

  @Test
  void whatIsStillWaitingAtTheEndIsWritten() throws InterruptedException {
    AtomicInteger written = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    try (ManifestWriter manifests = new ManifestWriter()) {
      for (int i = 0; i < 30; i++) {
        manifests.submit(
            () -> {
              await(go);
              written.incrementAndGet();
            });
      }
      go.countDown();
    }
    assertEquals(30, written.get());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  @Test
  void aFailureIsThrownAtTheLatestAtTheEnd() {
    CountDownLatch go = new CountDownLatch(1);
    ManifestWriter manifests = new ManifestWriter();
    manifests.submit(
        () -> {
          await(go);
          fail();
        });
    go.countDown();

    assertSame(full, assertThrows(EnvironmentException.class, manifests::close));
  }

  @Test
  void aFailureThatHasBeenThrownIsNotThrownAgainAtTheEnd() {
    EnvironmentException thrown =
        assertThrows(
            EnvironmentException.class,
            () -> {
              try (ManifestWriter manifests = new ManifestWriter()) {
                for (int i = 0; i < 10_000; i++) {
                  manifests.submit(this::fail);
                }
              }
            });

    assertSame(full, thrown);
    assertEquals(0, thrown.getSuppressed().length);
  }

  @Test
  void whatWaitsBehindAFailureIsWrittenAllTheSame() {
    AtomicInteger written = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    ManifestWriter manifests = new ManifestWriter();
    manifests.submit(
        () -> {
          await(go);
          fail();
        });
    for (int i = 0; i < 30; i++) {
      manifests.submit(
          () -> {
            await(go);
            written.incrementAndGet();
          });
    }
    go.countDown();

    assertSame(full, assertThrows(EnvironmentException.class, manifests::close));
    assertEquals(30, written.get());
  }

  @Test
  void whoeverBringsAnotherOneWaitsForThoseThatAreTooOld() {
    AtomicInteger written = new AtomicInteger();
    try (ManifestWriter manifests = new ManifestWriter(Duration.ZERO)) {
      for (int i = 0; i < 100; i++) {
        manifests.submit(written::incrementAndGet);
        assertEquals(i + 1, written.get());
      }
    }
  }

  @Test
  void anInterruptedThreadWaitsForTheEndLikeAnyOther() {
    AtomicInteger written = new AtomicInteger();
    try (ManifestWriter manifests = new ManifestWriter()) {
      Thread.currentThread().interrupt();
      for (int i = 0; i < 1_000; i++) {
        manifests.submit(written::incrementAndGet);
      }
    }
    assertEquals(1_000, written.get());
    assertTrue(Thread.interrupted());
  }
}
