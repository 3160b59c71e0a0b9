package org.backtestrunner.orchestrator.launch.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.backtestrunner.orchestrator.file.DirectoryTree;
import org.backtestrunner.orchestrator.launch.cache.BatchCache.Batch;
import org.backtestrunner.orchestrator.launch.command.ClassArchive;
import org.backtestrunner.orchestrator.launch.command.WorkerCommand;
import org.backtestrunner.orchestrator.launch.execute.LocalExecutor;
import org.backtestrunner.shared.file.FileDigest;
import org.backtestrunner.shared.file.Sha256;

/**
 * The worker's classes as a JVM maps them into memory, which saves it their reading and checking (a
 * static archive of class data sharing). Found in the cache, or made there in the background, while
 * the first of many runs already go without or when a few have ended: nobody waits for it, and at
 * any doubt there is none.
 *
 * <p>A JVM checks itself that an archive is of its own build, and that path, size and time of the
 * jar are those it was made from; but one with damaged content kills it. So its SHA-256 is kept
 * beside it, and compared once a batch.
 */
public final class WorkerArchive implements AutoCloseable {
  /** Tells the command that makes archives that one of a worker is wanted. */
  public static final String WORKER_OPTION = "--worker";

  /** Tells it an argument of the worker's JVM. */
  public static final String JVM_OPTION = "--jvm-argument";

  /**
   * A new archive costs about as much as it saves so many runs: fewer leave it to a process that
   * makes it when they have ended, for later batches.
   */
  private static final int LEAST_RUNS = 20;

  /** How long nobody else tries to make what could not be made. */
  private static final Duration DISCOURAGEMENT = Duration.ofDays(1);

  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

  private final CacheDirectory cache;
  private final Batch batch;
  private final WorkerCommand command;
  private final CompletableFuture<Void> looked = new CompletableFuture<>();
  private volatile Optional<ClassArchive> archive = Optional.empty();
  private volatile boolean abandoned;
  private volatile Optional<Path> missed = Optional.empty();
  private CompletableFuture<Void> made = CompletableFuture.completedFuture(null);

  WorkerArchive(CacheDirectory cache, Batch batch) {
    this.cache = cache;
    this.batch = batch;
    this.command = batch.command();
  }

  /**
   * Looks for the archive, and makes it where there is none and enough runs will use it.
   *
   * @param runs that are to be launched
   */
  void begin(int runs) {
    made = CompletableFuture.runAsync(() -> findOrMake(runs), WorkerArchive::inBackground);
  }

  private static void inBackground(Runnable work) {
    Thread background = new Thread(work, "archive");
    background.setDaemon(true);
    background.start();
  }

  /** The archive, if there is one by now. Waits until the cache was looked into, no longer. */
  Optional<ClassArchive> get() {
    looked.join();
    return archive;
  }

  /** Reports a JVM that failed while using the archive; the archive is not used again. */
  void distrust() {
    archive.ifPresent(
        bad -> {
          archive = Optional.empty();
          delete(checksum(bad.file()));
          delete(bad.file());
        });
  }

  private void findOrMake(int runs) {
    try {
      Optional<Path> place = place();
      Optional<Path> found = place.filter(WorkerArchive::isIntact);
      if (found.isPresent()) {
        CacheDirectory.touch(List.of(found.get(), checksum(found.get())));
        use(found.get());
      }
      looked.complete(null);
      if (found.isEmpty() && runs < LEAST_RUNS) {
        missed = place;
      } else if (place.isPresent() && found.isEmpty() && !batch.stop().isTriggered()) {
        make(place.get());
      }
    } catch (IOException | RuntimeException failure) {
      batch.notices().detail("The worker runs without an archive of its classes: " + failure);
    } finally {
      looked.complete(null);
    }
  }

  private void use(Path file) throws IOException {
    archive = Optional.of(archive(file));
  }

  private ClassArchive archive(Path file) throws IOException {
    return ClassArchive.of(file, command.workerJar());
  }

  private Optional<Path> place() throws IOException {
    if (!command.allowsArchive() || !cache.canHoldClasses()) {
      return Optional.empty();
    }
    // The JVM compares it with that of the archive's making, in seconds.
    long modified = Files.getLastModifiedTime(command.workerJar()).to(TimeUnit.SECONDS);
    return batch
        .workerSha256()
        .get()
        .map(
            sha256 ->
                String.join(
                    "\n",
                    sha256,
                    command.workerJar().toString(),
                    Long.toString(modified),
                    command.java().toString(),
                    System.getProperty("java.vm.name"),
                    System.getProperty("java.vm.version"),
                    String.join("\n", command.flagsOfArchive())))
        .map(key -> cache.path().resolve("worker-" + Sha256.of(key) + ".jsa"));
  }

  private void make(Path place) throws IOException {
    Path scratch = cache.newScratch();
    try {
      Path made = scratch.resolve("worker.jsa");
      boolean done =
          new ArchiveRecorder(
                  scratch, batch.executor(), batch.stop(), Duration.ZERO, () -> !abandoned)
              .record(archive(made), command.workerJar(), new WorkerRehearsal(scratch, command));
      if (done) {
        Files.writeString(checksum(made), describe(made));
        delete(checksum(place));
        Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
        Files.move(checksum(made), checksum(place), StandardCopyOption.ATOMIC_MOVE);
        use(place);
      } else if (!batch.stop().isTriggered() && !abandoned) {
        batch
            .notices()
            .say("The worker runs without an archive of its classes: it cannot be made.");
      }
    } finally {
      DirectoryTree.delete(scratch);
      cache.evict();
    }
  }

  private static boolean isIntact(Path archive) {
    try {
      return CacheDirectory.isOwn(archive)
          && CacheDirectory.isOwn(checksum(archive))
          && Files.readString(checksum(archive)).equals(describe(archive));
    } catch (IOException missing) {
      return false;
    }
  }

  private static Path checksum(Path archive) {
    return archive.resolveSibling(archive.getFileName() + ".sha256");
  }

  private static String describe(Path archive) throws IOException {
    return FileDigest.of(archive).sha256() + "\n";
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException unimportant) {
      // Its checksum tells that it is no good.
    }
  }

  /** Waits a little for an archive in the making, unless the batch was stopped. */
  @Override
  public void close() {
    made.completeOnTimeout(null, LONGEST_FAREWELL.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(nothingIsLost -> null)
        .join();
    // Whatever still runs for it ends with the executor.
    abandoned = true;
    if (!batch.stop().isTriggered()) {
      missed.ifPresent(this::makeLater);
    }
  }

  /** Has a process of its own make the archive, unless one is at it or has lately failed. */
  private void makeLater(Path place) {
    if (!ProgramArchive.isScript() || !command.workerJar().startsWith(cache.path())) {
      return;
    }
    Path mark = mark(place);
    try {
      if (Files.exists(mark)
          && Files.getLastModifiedTime(mark)
              .toInstant()
              .isBefore(Instant.now().minus(DISCOURAGEMENT))) {
        Files.delete(mark);
      }
      Files.createFile(mark);
    } catch (IOException anothersTurn) {
      return;
    }
    List<String> arguments = new ArrayList<>(List.of(WORKER_OPTION));
    command.jvmArguments().forEach(word -> arguments.add(JVM_OPTION + "=" + word));
    arguments.add(command.workerJar().toString());
    if (!ProgramArchive.startMaker(cache.path(), arguments)) {
      delete(mark);
    }
  }

  /** Left by whoever is about to make an archive, and by who could not. */
  private static Path mark(Path archive) {
    return archive.resolveSibling(archive.getFileName() + ".mark");
  }

  /**
   * Makes the archive that a batch has missed. When this JVM is told to end, it leaves nothing
   * behind.
   *
   * @param jar the copy of the worker, in the cache
   * @param jvmArguments the user's arguments for the worker's JVM
   * @return whether the archive is there now
   */
  public static boolean make(Path jar, List<String> jvmArguments) throws IOException {
    CacheDirectory cache = new CacheDirectory(jar.getParent(), Long.MAX_VALUE);
    if (cache.objection().isPresent() || !WorkerCopy.isWhole(jar)) {
      return false;
    }
    String sha256 = FileDigest.of(jar).sha256();
    WorkerCommand command =
        new WorkerCommand(WorkerCommand.runningJava(), Optional.empty(), 1, jvmArguments, jar);
    AtomicBoolean done = new AtomicBoolean();
    ProgramArchive.untilStopped(
        stop -> {
          try (LocalExecutor executor = new LocalExecutor(1)) {
            WorkerArchive archive =
                new WorkerArchive(
                    cache,
                    new Batch(
                        command,
                        cache.path(),
                        Optional.empty(),
                        () -> Optional.of(sha256),
                        executor,
                        stop,
                        Notices.NONE));
            done.set(archive.makeMissed());
          }
        });
    return done.get();
  }

  private boolean makeMissed() throws IOException {
    Path place = place().orElseThrow(() -> new IOException("no archive is wanted"));
    try {
      if (!isIntact(place)) {
        make(place);
      }
      return isIntact(place);
    } finally {
      if (isIntact(place) || batch.stop().isTriggered()) {
        delete(mark(place));
      }
    }
  }
}
