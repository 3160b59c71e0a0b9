package org.backtestrunner.orchestrator.launch.cache;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.backtestrunner.orchestrator.file.DirectoryTree;
import org.backtestrunner.orchestrator.launch.command.ClassArchive;
import org.backtestrunner.orchestrator.launch.command.WorkerCommand;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.launch.execute.LocalExecutor;
import org.backtestrunner.orchestrator.launch.execute.RunTask;
import org.backtestrunner.orchestrator.launch.execute.StopSignal;
import org.backtestrunner.shared.file.FileStamp;

/**
 * The archive of this program's own classes, from which {@code scripts/cli} starts it in half the
 * time. Nobody waits for it: a process of its own makes it when the program has answered.
 *
 * @param file the archive; newer than the jar that it belongs to. An empty one says that none can
 *     be made.
 */
public record ProgramArchive(Path file) {
  private static final String PROPERTY = "backtest.archive.missing";
  private static final String SCRIPT_PROPERTY = "backtest.cli";
  private static final String JAR_OPTION = "-jar";

  /** The command of this program that makes archives. */
  public static final String COMMAND = "make_archive";

  /** Longer than a command that was stopped may take. */
  private static final long FAREWELL_SECONDS = 10;

  /** The archive that {@code scripts/cli} looked for in vain, if it named one. */
  public static Optional<ProgramArchive> missing() {
    return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of).map(ProgramArchive::new);
  }

  /** Whether {@code scripts/cli} has started this program. */
  static boolean isScript() {
    return System.getProperty(SCRIPT_PROPERTY) != null;
  }

  /** How this program was started. */
  private record Start(List<String> jvm, Path jar) {
    /** Empty where the operating system does not tell, as of a very long command line. */
    static Optional<Start> ofThisProcess() {
      List<String> words =
          List.of(ProcessHandle.current().info().arguments().orElse(new String[0]));
      int jar = words.indexOf(JAR_OPTION) + 1;
      if (jar == 0 || jar == words.size()) {
        return Optional.empty();
      }
      List<String> jvm = new ArrayList<>();
      jvm.add(WorkerCommand.runningJava().toString());
      words.subList(0, jar - 1).stream()
          // Who makes archives makes no further ones.
          .filter(word -> !word.startsWith("-D" + PROPERTY))
          .filter(word -> !word.startsWith("-D" + SCRIPT_PROPERTY))
          .forEach(jvm::add);
      return Optional.of(new Start(List.copyOf(jvm), Path.of(words.get(jar))));
    }
  }

  /** Starts the process that makes the archive, and does not wait for it. */
  public void makeInBackground() {
    startMaker(file.getParent(), List.of(file.toString()));
  }

  /**
   * Starts this program again, to make an archive, and does not wait for it.
   *
   * @param arguments of {@link #COMMAND}
   * @return whether it was started
   */
  static boolean startMaker(Path directory, List<String> arguments) {
    Optional<Start> start = Start.ofThisProcess();
    if (start.isEmpty()) {
      return false;
    }
    List<String> words = new ArrayList<>(start.get().jvm());
    words.addAll(List.of(JAR_OPTION, start.get().jar().toString(), COMMAND));
    words.addAll(arguments);
    try {
      new ProcessBuilder(words)
          .directory(directory.toFile())
          .redirectInput(new File("/dev/null"))
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException unimportant) {
      // The next start tries again.
      return false;
    }
  }

  /**
   * Makes the archive, unless another process is at it. When this JVM is told to end, it leaves
   * nothing behind.
   *
   * @return whether the archive is there now
   */
  public boolean make() throws IOException {
    Optional<Start> start = Start.ofThisProcess();
    if (start.isEmpty()) {
      return false;
    }
    untilStopped(stop -> makeAlone(start.get(), stop));
    return Files.isRegularFile(file) && Files.size(file) > 0;
  }

  /** Work that ends early, and leaves nothing behind, when it is told to. */
  interface Stoppable {
    void run(StopSignal stop) throws IOException;
  }

  /** Does work, and lets it end in order when this JVM is told to end. */
  static void untilStopped(Stoppable work) throws IOException {
    StopSignal stop = new StopSignal();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, ended), "stop"));
    try {
      work.run(stop);
    } finally {
      ended.countDown();
    }
  }

  private static void stop(StopSignal stop, CountDownLatch ended) {
    stop.trigger(Cause.INTERRUPTED);
    try {
      ended.await(FAREWELL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt();
    }
  }

  private void makeAlone(Start start, StopSignal stop) throws IOException {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try (FileChannel channel =
        FileChannel.open(
            lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (channel.tryLock() == null) {
        return;
      }
      try {
        if (!isNewerThan(start.jar())) {
          deleteLeftovers(lock);
          makeOrGiveUp(start, stop);
        }
      } finally {
        Files.deleteIfExists(lock);
      }
    }
  }

  private boolean isNewerThan(Path jar) throws IOException {
    return Files.exists(file)
        && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) > 0;
  }

  /** What a process was working on that was killed. */
  private void deleteLeftovers(Path lock) throws IOException {
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(file.getParent(), file.getFileName() + ".*")) {
      for (Path leftover : leftovers) {
        if (!leftover.equals(lock)) {
          DirectoryTree.delete(leftover);
        }
      }
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
  }

  private void makeOrGiveUp(Start start, StopSignal stop) throws IOException {
    Path scratch = Files.createTempDirectory(file.getParent(), file.getFileName() + ".");
    try (LocalExecutor executor = new LocalExecutor(1)) {
      FileStamp jarBefore = FileStamp.of(start.jar());
      ClassArchive made = ClassArchive.of(scratch.resolve("archive"), start.jar());
      boolean done =
          new ArchiveRecorder(scratch, executor, stop, RunTask.DEFAULT_GRACE, () -> true)
              .record(made, start.jar(), new ProgramRehearsal(scratch, start.jvm(), start.jar()));
      // A build may have replaced the jar meanwhile, of which this archive then says nothing.
      if (!stop.isTriggered() && FileStamp.of(start.jar()).equals(jarBefore)) {
        Path result = done ? made.file() : Files.createFile(scratch.resolve("none"));
        Files.move(result, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      DirectoryTree.delete(scratch);
    }
  }
}
