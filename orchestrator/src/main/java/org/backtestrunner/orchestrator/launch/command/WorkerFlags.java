package org.backtestrunner.orchestrator.launch.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The flags of a worker JVM, and why they are there. */
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

  /** A JVM that thinks to have one processor would choose one that uses archives worse. */
  static final String COLLECTOR = "-XX:+UseG1GC";

  /** Its start counts once for many runs, and it takes half the memory. */
  private static final String COLLECTOR_OF_SERVICES = "-XX:+UseSerialGC";

  private static final Pattern A_COLLECTOR = Pattern.compile(".*-XX:\\+Use[A-Za-z0-9]+GC\\b.*");

  /** What would make an archive of ours useless, or is itself about archives. */
  private static final Pattern AGAINST_ARCHIVES =
      Pattern.compile(
          "-Xshare.*|-XX:.*(Shared|Archive|AOT|CDS|ClassList).*|-javaagent.*|-agent.*"
              + "|-Xbootclasspath.*|--patch-module.*|--upgrade-module-path.*|-Xverify.*"
              + "|@.*|-XX:Flags.*|-XX:VMOptionsFile.*");

  private WorkerFlags() {}

  /**
   * All of a worker with arguments of the user's, which come last and so win. Before them stands
   * the collector, unless the user chooses one.
   */
  static List<String> with(List<String> jvmArguments) {
    List<String> flags = new ArrayList<>(ALWAYS);
    if (Stream.concat(jvmArguments.stream(), JvmVariables.values().stream())
        .noneMatch(each -> A_COLLECTOR.matcher(each).matches())) {
      flags.add(COLLECTOR);
    }
    flags.addAll(jvmArguments);
    return flags;
  }

  /** Whether arguments of the user's leave the choice of an archive to us. */
  static boolean allowArchive(List<String> jvmArguments) {
    return jvmArguments.stream().noneMatch(each -> AGAINST_ARCHIVES.matcher(each).matches());
  }

  /** A word of a worker's command in that of one that executes many runs. */
  static String ofService(String word) {
    return word.equals(COLLECTOR) ? COLLECTOR_OF_SERVICES : word;
  }

  /** Those that a preparation has besides. */
  static List<String> preparing(long inputBytes) {
    return inputBytes < LARGE_INPUT_BYTES ? List.of() : OF_LARGE_INPUTS;
  }
}
