package org.backtestrunner.orchestrator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.backtestrunner.orchestrator.config.key.MemorySize;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a config and a command line say about the executor. */
class ExecutorPolicyTest {
  private static final String ONE_RUN = Configs.BASE + "runs: [{id: one}]\n";

  private static final String SLURM =
      """
      executor:
        type: slurm
        runs_per_task: 20
        tasks_at_once: 200
        partition: "cpu"
        account: "desk"
        qos: "long"
        constraint: "avx2"
        memory: "1g"
        cpus: 2
        java: "jdk/bin/java"
        sbatch_args: ["--exclusive=user", "-v"]
      """;

  @TempDir private Path directory;
  private Configs configs;

  @BeforeEach
  void inputs() {
    configs = new Configs(directory);
  }

  private ExecutorPolicy policy(String keys, Map<String, String> options) {
    byte[] config = (ONE_RUN + keys).getBytes(StandardCharsets.UTF_8);
    return configs.read("batch.yaml", config, options).executor();
  }

  @Test
  void withoutTheKeyRunsAreExecutedHere() {
    ExecutorPolicy policy = policy("", Map.of());

    assertEquals(ExecutorType.LOCAL, policy.type());
    assertEquals(1, policy.runsPerTask());
    assertEquals(OptionalInt.empty(), policy.tasksAtOnce());
    assertEquals(1, policy.cpus());
  }

  @Test
  void everyKeyOfTheBlockIsRead() {
    ExecutorPolicy expected =
        new ExecutorPolicy(
            ExecutorType.SLURM,
            20,
            OptionalInt.of(200),
            Optional.of("cpu"),
            Optional.of("desk"),
            Optional.of("long"),
            Optional.of("avx2"),
            Optional.of(new MemorySize(1024)),
            2,
            Optional.of(directory.resolve("jdk/bin/java")),
            List.of("--exclusive=user", "-v"));

    assertEquals(expected, policy(SLURM, Map.of()));
  }

  @Test
  void theOptionSaysTheTypeAndLeavesTheRestOfTheBlock() {
    ExecutorPolicy policy = policy(SLURM, Map.of("--executor", "none"));

    assertEquals(ExecutorType.NONE, policy.type());
    assertEquals(20, policy.runsPerTask());
  }

  @Test
  void aWordStandsForABlockWithNothingElse() {
    assertEquals(ExecutorType.SLURM, policy("executor: slurm\n", Map.of()).type());
    assertEquals(
        ExecutorType.LOCAL, policy("executor: slurm\n", Map.of("--executor", "local")).type());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "executor: slrum | 8: executor: must be one of local, slurm, none, not 'slrum' (did you"
            + " mean slurm?)",
        "executor: | 8: executor: has no value; write one, or leave the key out",
        "executor: [slurm] | 8: executor: must be a single value, not a list",
        "executor: {type: lsf} | 8: executor.type: must be one of local, slurm, none, not 'lsf'",
        "executor: {partitions: a} | 8: executor.partitions: unknown key (did you mean partition?)",
        "executor: {runs_per_task: 0} | 8: executor.runs_per_task: must be a whole number in"
            + " [1, 10000], not '0'",
        "executor: {partition: ''} | 8: executor.partition: must not be empty",
        "executor: {sbatch_args: [exclusive]} | 8: executor.sbatch_args[0]: must be an argument of"
            + " sbatch such as --exclusive, not 'exclusive'",
        "executor: {sbatch_args: [--array=1-3]} | 8: executor.sbatch_args[0]: is said by this"
            + " program itself: '--array=1-3'"
      })
  void whatCannotBeIsRefusedWithItsLine(String key, String problem) {
    assertEquals(List.of("batch.yaml:" + problem), configs.problems(ONE_RUN + key + "\n"));
  }
}
