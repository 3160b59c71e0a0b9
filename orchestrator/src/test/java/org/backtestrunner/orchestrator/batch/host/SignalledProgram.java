package org.backtestrunner.orchestrator.batch.host;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program that answers signals: with {@code orderly} it ends with the code it is given, with
 * {@code stubborn} it waits on.
 */
final class SignalledProgram {
  private SignalledProgram() {}

  public static void main(String[] arguments) throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    AtomicInteger code = new AtomicInteger();
    Signals.install(
        exitCode -> {
          code.set(exitCode);
          System.out.println("asked to end with " + exitCode);
          asked.countDown();
        },
        () -> System.out.println("killing what runs"));
    System.out.println("ready");
    asked.await();
    if (arguments[0].equals("stubborn")) {
      Thread.sleep(600_000);
    }
    System.exit(code.get());
  }
}
