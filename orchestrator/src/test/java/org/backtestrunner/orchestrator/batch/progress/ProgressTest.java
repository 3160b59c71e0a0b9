package org.backtestrunner.orchestrator.batch.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalInt;
import org.awaitility.Awaitility;
import org.backtestrunner.orchestrator.launch.cache.Notices.Work;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter told = new StringWriter();

  private Progress progress(Progress.Detail detail, boolean terminal) {
    return new Progress(
        new PrintWriter(told), detail, terminal ? OptionalInt.of(200) : OptionalInt.empty(), 3);
  }

  @Test
  void workForWhichTheRunsWaitIsToldOnceItTakesLong() {
    try (Progress progress = progress(Progress.Detail.NORMAL, false)) {
      Work work = progress.begin("preparing prices.csv (128 MB)");
      assertEquals("", told.toString());
      await("preparing prices.csv (128 MB) ...\n");
      work.close();
      assertEquals("preparing prices.csv (128 MB) ...\n", told.toString());
    }
  }

  @Test
  void aTerminalShowsHowLongItTakesUntilItIsDone() {
    try (Progress progress = progress(Progress.Detail.NORMAL, true)) {
      Work work = progress.begin("preparing prices.csv (128 MB)");
      await("0 running, 0:03 elapsed, preparing prices.csv (128 MB) for 0:03");
      work.close();
      told.getBuffer().setLength(0);
      progress.say("next");
      assertTrue(told.toString().contains("0/3 done"), told.toString());
      assertTrue(!told.toString().contains("preparing"), told.toString());
    }
  }

  @Test
  void aTerminalShowsHowMuchIsReadWhereThatIsKnown() {
    try (Progress progress = progress(Progress.Detail.NORMAL, true)) {
      Work work = progress.begin("preparing a.csv (1 MB)", () -> OptionalInt.of(8));
      await("preparing a.csv (1 MB) for 0:03, 8 % read");
      work.close();
    }
  }

  @Test
  void aTerminalShowsWhatAClusterSaysInsteadOfWhatRunsHere() {
    try (Progress progress = progress(Progress.Detail.NORMAL, true)) {
      progress.watchCluster(() -> "2 tasks pending (Priority), 1 running");
      progress.say("next");
      assertTrue(
          told.toString()
              .contains("0/3 done, 0 failed, 2 tasks pending (Priority), 1 running, 0:00 elapsed"),
          told.toString());
    }
  }

  @Test
  void whatIsDoneSoonIsNotToldAndNothingIsToldToWhoWantsQuiet() throws InterruptedException {
    try (Progress normal = progress(Progress.Detail.NORMAL, false);
        Progress quiet = progress(Progress.Detail.QUIET, false)) {
      quiet.begin("preparing for quiet");
      normal.begin("preparing in no time").close();
      // There is nothing to wait for: longer than the word would take.
      Thread.sleep(3_000);
      assertEquals("", told.toString());
    }
  }

  private void await(String text) {
    Awaitility.await(text)
        .atMost(Duration.ofSeconds(20))
        .until(() -> told.toString().contains(text));
  }
}
