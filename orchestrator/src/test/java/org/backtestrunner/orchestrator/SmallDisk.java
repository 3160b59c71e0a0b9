package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.CommandLineRun.Result;

/** A file system of a given size in memory. It is gone when it is closed. */
record SmallDisk(Path mountPoint) implements AutoCloseable {

  /** Skips the test where nothing may be mounted. */
  static SmallDisk mount(Path at, int kibibytes) {
    try {
      Files.createDirectories(at);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Result result = call("mount -t tmpfs -o size=" + kibibytes + "k tmpfs", at);
    assumeTrue(result.exitCode() == 0, "nothing may be mounted here: " + result.errText());
    return new SmallDisk(at);
  }

  /**
   * Changes options of the mount.
   *
   * @return whether that was possible, which it is not while files are open that it forbids
   */
  boolean remount(String options) {
    return call("mount -o remount," + options, mountPoint).exitCode() == 0;
  }

  private static Result call(String command, Path at) {
    String shell = "command -v mount >/dev/null && " + command + " \"$1\"";
    return CommandLineRun.call(at, Map.of(), List.of("/bin/sh", "-c", shell, "sh", at.toString()));
  }

  @Override
  public void close() {
    call("cd / && umount -l", mountPoint);
  }
}
