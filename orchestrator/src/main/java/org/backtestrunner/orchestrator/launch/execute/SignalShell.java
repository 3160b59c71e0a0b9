package org.backtestrunner.orchestrator.launch.execute;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Sends the signals that Java cannot: to a whole process group, others than TERM and KILL, and when
 * this JVM is no more.
 *
 * <p>One shell does it for all runs, started when first needed: its {@code kill} is built in, so a
 * signal costs two messages through a pipe instead of a process. It ends with its standard input,
 * and so never outlives this JVM; what it then still guards, it kills. A worker notices by itself
 * that it is an orphan, but not before its JVM runs code of ours, and a JVM that only makes an
 * archive never does.
 *
 * <p>Nobody waits for it longer than a second: a shell that does not answer, as one that somebody
 * has stopped, is killed, and another takes its place and its guard.
 */
final class SignalShell implements AutoCloseable {
  private static final String SCRIPT =
      """
      trap '' INT HUP TERM
      guarded=" $1 "
      while read -r request target; do
        case $request in
          guard)
            case $guarded in
              *" $target "*) ;;
              *) guarded="$guarded$target " ;;
            esac
            ;;
          release)
            case $guarded in
              *" $target "*) guarded="${guarded%%" $target "*} ${guarded#*" $target "}" ;;
            esac
            ;;
          ?*)
            kill -s "$request" -- "$target" 2>/dev/null
            echo $?
            ;;
        esac
      done
      for leader in $guarded; do
        kill -s KILL -- "-$leader" "$leader" 2>/dev/null
      done
      """;

  /** It answers within a millisecond, on a busy machine within some more. */
  private static final long ANSWER_LIMIT_MILLIS = 1_000;

  private final List<String> prefix;
  private final Set<Long> guarded = new LinkedHashSet<>();
  private Optional<Shell> shell = Optional.empty();
  private boolean closed;

  private record Shell(Process process, OutputStream requests, BufferedReader answers) {}

  /**
   * @param prefix the command that detaches a program from this one's terminal, or nothing
   */
  SignalShell(List<String> prefix) {
    this.prefix = List.copyOf(prefix);
  }

  /**
   * Sends a signal to a process.
   *
   * @param name without {@code SIG}; {@code 0} sends nothing and only looks whether there is anyone
   * @return whether it reached anyone
   */
  boolean toProcess(String name, long pid) {
    return send(name + " " + pid);
  }

  /** Sends a signal to every process of a group, as {@link #toProcess} does to one. */
  boolean toGroup(String name, long leader) {
    return send(name + " -" + leader);
  }

  /** Starts the shell, if it does not run yet: from then on a signal or a guard takes no time. */
  synchronized void begin() {
    if (shell.isEmpty()) {
      tell("");
    }
  }

  /** Kills a process and its group should this JVM end before {@link #release}. */
  synchronized void guard(long leader) {
    guarded.add(leader);
    tell("guard " + leader);
  }

  /** To be called when nothing of the process is left, before its number can be another's. */
  synchronized void release(long leader) {
    guarded.remove(leader);
    tell("release " + leader);
  }

  /** Expects no answer: if the shell is gone, the next one learns of every guarded process. */
  private void tell(String note) {
    for (int attempt = 1; attempt <= 2 && !closed; attempt++) {
      try {
        write(running(), note);
        return;
      } catch (IOException broken) {
        end();
      }
    }
  }

  private synchronized boolean send(String request) {
    // A second try, because somebody may have killed or stopped the shell itself.
    for (int attempt = 1; attempt <= 2 && !closed; attempt++) {
      try {
        Optional<String> answer = answer(running(), request);
        if (answer.isPresent()) {
          return answer.get().equals("0");
        }
      } catch (IOException broken) {
        // Treated like the end of the answers.
      }
      end();
    }
    return false;
  }

  /**
   * Empty where there is none, since the shell was killed: at the latest by us, for its silence.
   */
  private static Optional<String> answer(Shell shell, String request) throws IOException {
    CompletableFuture<Void> answered = new CompletableFuture<>();
    answered
        .orTimeout(ANSWER_LIMIT_MILLIS, TimeUnit.MILLISECONDS)
        .exceptionally(
            tooLate -> {
              shell.process.destroyForcibly();
              return null;
            });
    try {
      write(shell, request);
      return Optional.ofNullable(shell.answers.readLine());
    } finally {
      answered.complete(null);
    }
  }

  private static void write(Shell shell, String request) throws IOException {
    shell.requests.write((request + "\n").getBytes(StandardCharsets.US_ASCII));
    shell.requests.flush();
  }

  private Shell running() throws IOException {
    if (shell.isEmpty()) {
      List<String> command = new ArrayList<>(prefix);
      command.addAll(List.of(LocalExecutor.SHELL, "-c", SCRIPT, LocalExecutor.SHELL));
      command.add(guarded.stream().map(String::valueOf).collect(Collectors.joining(" ")));
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      shell = Optional.of(new Shell(process, process.getOutputStream(), process.inputReader()));
    }
    return shell.get();
  }

  private void end() {
    shell.ifPresent(
        ending -> {
          ending.process.destroyForcibly();
          try (ending.requests;
              ending.answers) {
            // Closes both, whatever happens to the first.
          } catch (IOException unsent) {
            // A request that found no shell any more; its sender was told so.
          }
        });
    shell = Optional.empty();
  }

  @Override
  public synchronized void close() {
    closed = true;
    end();
  }
}
