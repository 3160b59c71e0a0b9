package org.backtestrunner.orchestrator.launch.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a shell in the place of the JVM. */
class DialogueTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void theAnswerIsWhatStandsOnStandardOutput() throws IOException {
    String question = "one\n".repeat(100_000);

    assertEquals(question, begin("cat; echo aside >&2").ask(question, LIMIT));
  }

  @Test
  void aProcessThatDoesNotListenMayAnswerAllTheSame() throws IOException {
    assertEquals("well\n", begin("exec <&-; echo well").ask("one\n".repeat(100_000), LIMIT));
  }

  @Test
  void anEndWithAnotherCodeIsToldWithTheLastComplaint() throws IOException {
    Dialogue dialogue = begin("echo first >&2; echo last >&2; exit 70");

    IOException failure = assertThrows(IOException.class, () -> dialogue.ask("", LIMIT));

    assertEquals("exit code 70: last", failure.getMessage());
  }

  @Test
  void aProcessThatHangsIsKilledAtTheLimit() throws IOException {
    Path pid = directory.resolve("pid");
    Dialogue dialogue = begin("echo $$ >pid; exec sleep 600");
    Awaitility.await().until(() -> Files.exists(pid) && Files.size(pid) > 0);

    IOException failure =
        assertThrows(IOException.class, () -> dialogue.ask("", Duration.ofSeconds(1)));

    assertEquals("no end after 1 seconds", failure.getMessage());
    long process = Long.parseLong(Files.readString(pid).strip());
    Awaitility.await().until(() -> ProcessHandle.of(process).isEmpty());
  }

  @Test
  void oneThatIsNeverAskedEndsWithItsClosing() throws IOException {
    Path pid = directory.resolve("pid");
    Dialogue dialogue = begin("echo $$ >pid; exec sleep 600");
    Awaitility.await().until(() -> Files.exists(pid) && Files.size(pid) > 0);
    long process = Long.parseLong(Files.readString(pid).strip());
    assertTrue(ProcessHandle.of(process).isPresent());

    dialogue.close();

    Awaitility.await().until(() -> ProcessHandle.of(process).isEmpty());
  }

  private Dialogue begin(String script) throws IOException {
    return Dialogue.begin(List.of("/bin/sh", "-c", script), directory);
  }
}
