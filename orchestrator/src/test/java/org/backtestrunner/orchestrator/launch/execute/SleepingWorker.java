package org.backtestrunner.orchestrator.launch.execute;

import java.nio.file.Files;
import java.nio.file.Path;

/** A worker that waits until a file is there; without an argument, for ever. */
public final class SleepingWorker {
  private SleepingWorker() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.out.println("sleeping as " + ProcessHandle.current().pid());
    while (arguments.length == 0 || !Files.exists(Path.of(arguments[0]))) {
      Thread.sleep(20);
    }
  }
}
