package org.backtestrunner.orchestrator.launch.execute;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.StartedProcess;

/** A short process that answers one text with another and touches no file. */
public final class Dialogue {
  private Dialogue() {}

  /**
   * Starts a process, gives it a text on its standard input, and waits for its end.
   *
   * @param limit how long it may take; it is killed then
   * @return its standard output
   * @throws IOException where it cannot be started, takes too long, or ends with another code than
   *     0; the message is a clause that says so
   */
  public static String ask(List<String> command, Path directory, String question, Duration limit)
      throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteArrayOutputStream complaint = new ByteArrayOutputStream();
    StartedProcess started =
        new ProcessExecutor()
            .command(command)
            .directory(directory.toFile())
            .environment(
                LocalExecutor.PARENT_VARIABLE, Long.toString(ProcessHandle.current().pid()))
            .redirectInput(new ByteArrayInputStream(question.getBytes(StandardCharsets.UTF_8)))
            .redirectOutput(answer)
            .redirectError(complaint)
            .start();
    try {
      int exitCode =
          started.getFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS).getExitValue();
      if (exitCode != 0) {
        throw new IOException(
            "exit code " + exitCode + lastLine(complaint.toString(StandardCharsets.UTF_8)));
      }
      return answer.toString(StandardCharsets.UTF_8);
    } catch (TimeoutException late) {
      throw new IOException("no end after " + limit.toSeconds() + " seconds", late);
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause().getMessage(), failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    } finally {
      started.getProcess().destroyForcibly();
    }
  }

  private static String lastLine(String text) {
    return text.lines().reduce((earlier, later) -> later).map(line -> ": " + line).orElse("");
  }
}
