package org.backtestrunner.worker.warm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarmTest {
  private static final class Part implements Closeable {
    private boolean closed;

    @Override
    public void close() {
      closed = true;
    }
  }

  private final Warm warm = new Warm(100);

  @Test
  void whatOneRunHasKeptTheNextOneFinds() {
    Part part = new Part();
    warm.beginRun();

    assertTrue(warm.keep("a", part, 60));

    warm.beginRun();
    assertEquals(Optional.of(part), warm.find("a", Part.class));
    assertEquals(Optional.empty(), warm.find("b", Part.class));
    assertTrue(warm.has(part));
  }

  @Test
  void whatIsNewTakesTheRoomOfWhatNoRunHasAskedForTheLongest() {
    Part oldest = new Part();
    Part older = new Part();
    warm.beginRun();
    warm.keep("oldest", oldest, 40);
    warm.keep("older", older, 40);
    warm.beginRun();
    warm.find("oldest", Part.class);
    warm.beginRun();

    assertTrue(warm.keep("new", new Part(), 60));

    assertTrue(older.closed);
    assertFalse(warm.has(older));
    assertFalse(oldest.closed);
    assertTrue(warm.has(oldest));
  }

  @Test
  void whatTheRunItselfUsesNeverMakesRoom() {
    Part used = new Part();
    warm.beginRun();
    warm.keep("used", used, 60);
    warm.beginRun();
    warm.find("used", Part.class);

    assertFalse(warm.keep("new", new Part(), 50));
    assertFalse(warm.grow("used", 50));
    assertTrue(warm.grow("used", 40));
    assertFalse(used.closed);
  }

  @Test
  void whatIsLargerThanAllRoomDrivesNothingOut() {
    Part kept = new Part();
    warm.beginRun();
    warm.keep("kept", kept, 60);
    warm.beginRun();

    assertFalse(warm.keep("huge", new Part(), 101));
    assertTrue(warm.has(kept));
  }

  @Test
  void whatHasMadeRoomDoesNotGrow() {
    warm.beginRun();
    warm.keep("gone", new Part(), 60);
    warm.beginRun();
    warm.keep("new", new Part(), 60);

    assertFalse(warm.grow("gone", 1));
  }

  @Test
  void aJvmOfOneRunKeepsNothing() {
    assertFalse(Warm.none().keep("a", new Part(), 1));
  }
}
