package org.backtestrunner.orchestrator;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A batch to be resumed, of which every start of a worker is known. */
abstract class ResumedTorture {
  @TempDir Path directory;
  TortureBatch batch;
  BatchOutput output;

  @BeforeEach
  void setUp() {
    batch = TortureBatch.in(directory, "long");
    batch.fixture().write("other.csv", "timestamp,symbol,close\n2015-01-02,B,7\n");
    output = batch.output();
  }

  /** Resumes, and tells which runs were started for it. */
  Set<String> resume(int exitCode) {
    List<String> before = batch.journal().starts();
    Result result = batch.call("--resume");
    assertEquals(exitCode, result.exitCode(), result::told);
    List<String> starts = batch.journal().starts();
    List<String> started = starts.subList(before.size(), starts.size());
    assertEquals(new TreeSet<>(started).size(), started.size(), "twice: " + started);
    return new TreeSet<>(started);
  }

  /** What a dry run says of each run, by id. */
  Map<String, String> verdicts() {
    Result plan = batch.call("--resume", "--dry-run");
    assertEquals(0, plan.exitCode(), plan::told);
    return plan.out().stream()
        .filter(line -> line.endsWith("]"))
        .collect(
            toMap(
                line -> line.trim().split(" +")[2],
                line -> line.substring(line.lastIndexOf('[') + 1, line.length() - 1)));
  }

  static int seed(String id) {
    return Math.floorMod(id.hashCode(), 1_000_000);
  }
}
