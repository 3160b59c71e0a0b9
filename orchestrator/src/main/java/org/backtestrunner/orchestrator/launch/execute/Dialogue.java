package org.backtestrunner.orchestrator.launch.execute;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A short process that answers one text with another and touches no file. */
public final class Dialogue implements AutoCloseable {
  private final Process process;

  private Dialogue(Process process) {
    this.process = process;
  }

  /**
   * Starts the process, which may get ready while it waits for its question.
   *
   * @throws IOException where it cannot be started
   */
  public static Dialogue begin(List<String> command, Path directory) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder
        .environment()
        .put(LocalExecutor.PARENT_VARIABLE, Long.toString(ProcessHandle.current().pid()));
    return new Dialogue(builder.start());
  }

  /**
   * Gives the process a text on its standard input, and waits for its end.
   *
   * @param limit how long it may take; it is killed then
   * @return its standard output
   * @throws IOException where it takes too long, or ends with another code than 0; the message is a
   *     clause that says so
   */
  public String ask(String question, Duration limit) throws IOException {
    CompletableFuture<String> complaint = reading(process.getErrorStream());
    CompletableFuture<String> answer = reading(process.getInputStream());
    inBackground(() -> write(question));
    try {
      String text = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      int exitCode = process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS).exitValue();
      if (exitCode != 0) {
        throw new IOException("exit code " + exitCode + lastLine(complaint.join()));
      }
      return text;
    } catch (TimeoutException late) {
      throw new IOException("no end after " + limit.toSeconds() + " seconds", late);
    } catch (ExecutionException | CompletionException failure) {
      throw new IOException(failure.getCause().getMessage(), failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    } finally {
      close();
    }
  }

  private void write(String question) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(question.getBytes(StandardCharsets.UTF_8));
    } catch (IOException endedAlready) {
      // Its exit code tells.
    }
  }

  private static CompletableFuture<String> reading(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        },
        Dialogue::inBackground);
  }

  private static void inBackground(Runnable work) {
    Thread background = new Thread(work, "dialogue");
    background.setDaemon(true);
    background.start();
  }

  private static String lastLine(String text) {
    return text.lines().reduce((earlier, later) -> later).map(line -> ": " + line).orElse("");
  }

  /** Kills the process, if it has not ended. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
