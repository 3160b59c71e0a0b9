package org.backtestrunner.orchestrator.launch.contract;

import java.util.List;

/** The flags of a worker JVM that are the same everywhere, and why. */
final class WorkerFlags {
  /** A heap that is exhausted ends the worker with code 3, which no exception has. */
  static final String END_WITHOUT_MEMORY = "-XX:+ExitOnOutOfMemoryError";

  static final List<String> ALWAYS =
      List.of(
          END_WITHOUT_MEMORY,
          // A run is over before the optimising compiler would have paid for itself.
          "-XX:TieredStopAtLevel=1",
          // What is called often, like the JVM's own start, takes longer to compile than it then
          // saves; loops over bars and symbols are worth it long before the 60,000th iteration.
          "-XX:Tier3InvocationThreshold=1000",
          "-XX:Tier3MinInvocationThreshold=20",
          "-XX:Tier3CompileThreshold=1000",
          "-XX:Tier3BackEdgeThreshold=7000",
          // Nobody watches a worker with jstat; saves a memory-mapped file per process.
          "-XX:-UsePerfData");

  /** From which size of its inputs on a preparation takes so long that C2 pays for itself. */
  private static final long LARGE_INPUT_BYTES = 1L << 24;

  private static final List<String> OF_LARGE_INPUTS =
      List.of(
          "-XX:TieredStopAtLevel=4",
          // C2 for what is done with each of millions of rows, ...
          "-XX:Tier4InvocationThreshold=100000",
          "-XX:Tier4MinInvocationThreshold=12000",
          "-XX:Tier4CompileThreshold=300000",
          "-XX:Tier4BackEdgeThreshold=800000",
          // ... and at once for SHA-256, which it makes ten times as fast.
          "-XX:CompileCommand=quiet",
          "-XX:CompileCommand=CompileThresholdScaling,"
              + "sun.security.provider.SHA2::implCompress*,0.00006");

  private WorkerFlags() {}

  /** Those that a preparation has besides. */
  static List<String> preparing(long inputBytes) {
    return inputBytes < LARGE_INPUT_BYTES ? List.of() : OF_LARGE_INPUTS;
  }
}
