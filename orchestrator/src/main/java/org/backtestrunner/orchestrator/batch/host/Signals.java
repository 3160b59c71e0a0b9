package org.backtestrunner.orchestrator.batch.host;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.backtestrunner.orchestrator.exit.ExitCode;

/**
 * Answers the signals that ask this program to end: INT, TERM and HUP.
 *
 * <p>The first asks for an orderly end. A second INT or TERM, from someone whose patience is over,
 * halts the program at once; a second HUP does not, since the end of a terminal often comes twice.
 *
 * <p>The JDK's signal interface is called by reflection: javac warns of it in a way that cannot be
 * switched off, and this build takes warnings for errors.
 */
public final class Signals {
  private static final String HANG_UP = "HUP";

  private final IntConsumer onFirst;
  private final Runnable beforeHalt;
  private final AtomicBoolean answered = new AtomicBoolean();

  private Signals(IntConsumer onFirst, Runnable beforeHalt) {
    this.onFirst = Objects.requireNonNull(onFirst, "onFirst");
    this.beforeHalt = Objects.requireNonNull(beforeHalt, "beforeHalt");
  }

  /**
   * Takes over the three signals, for as long as the JVM lives. One that was ignored when the
   * program was started, as under {@code nohup}, stays ignored; one that the JVM was told to leave
   * alone ({@code -Xrs}) keeps ending the program at once.
   *
   * @param onFirst called with the exit code that belongs to the first signal: 130, 143 or 129; in
   *     a thread of its own
   * @param beforeHalt called when the second comes, to end without delay what must not live on
   */
  public static void install(IntConsumer onFirst, Runnable beforeHalt) {
    Signals signals = new Signals(onFirst, beforeHalt);
    signals.handle("INT");
    signals.handle("TERM");
    signals.handle(HANG_UP);
  }

  private void handle(String name) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      int exitCode = ExitCode.ofSignal((int) signalType.getMethod("getNumber").invoke(signal));
      InvocationHandler answer =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  answer(name, exitCode);
                  yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "handler of " + name;
              };
      Object handler =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(), new Class<?>[] {handlerType}, answer);
      signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException)) {
        throw new IllegalStateException("cannot handle signal " + name, e);
      }
      // The JVM was told to leave the signal alone.
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot handle signal " + name, e);
    }
  }

  private void answer(String name, int exitCode) {
    if (answered.compareAndSet(false, true)) {
      onFirst.accept(exitCode);
    } else if (!name.equals(HANG_UP)) {
      try {
        beforeHalt.run();
      } finally {
        Runtime.getRuntime().halt(exitCode);
      }
    }
  }
}
