package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A config that comes from standard input is gone afterwards; the batch keeps what it needs. */
class PipedConfigIT {
  @TempDir Path directory;
  private BatchFixture fixture;
  private Path copy;

  @BeforeEach
  void setUp() {
    fixture = new BatchFixture(directory);
    copy = directory.resolve("out/piped/batch_config.yaml");
  }

  @Test
  void theCommandThatIsPrintedFinishesTheBatchFromItsOwnCopy() throws Exception {
    fixture.writeStubBatch("piped", "max_workers: 1", "data", "good");
    byte[] config = Files.readAllBytes(directory.resolve("batch.yaml"));

    Result begun =
        Situations.shell(
            fixture,
            "cat batch.yaml | \"$@\" --fail-fast",
            "batch_backtest",
            "--config-file=-",
            "--rerun");

    assertEquals(3, begun.exitCode(), begun::told);
    assertArrayEquals(config, Files.readAllBytes(copy));
    BatchOutput output = fixture.output("piped");
    assertEquals(copy.toString(), output.manifest().get("config_file").asText());
    Files.delete(directory.resolve("batch.yaml"));
    String last = begun.err().get(begun.err().size() - 1);
    assertTrue(
        last.endsWith("batch_backtest --config-file=" + copy + " --fail-fast --resume"), last);

    Result resumed =
        Situations.shell(
            fixture, "\"$@\" " + last.substring(last.indexOf("--config-file")), "batch_backtest");
    assertEquals(3, resumed.exitCode(), resumed::told);
    assertArrayEquals(config, Files.readAllBytes(copy));
    String again = resumed.err().get(resumed.err().size() - 1);
    assertEquals(last, again);
  }

  @Test
  void aMistakeIsReportedByItsLine() {
    Result result =
        Situations.shell(
            fixture, "echo 'batch_nam: x' | \"$@\"", "batch_backtest", "--config-file", "-");

    assertEquals(2, result.exitCode(), result::told);
    assertTrue(result.err().get(0).startsWith("<stdin>:1: batch_nam: unknown key"), result::told);
  }

  @Test
  void jsonInTheBatchsOwnCopyIsStillJson() throws Exception {
    fixture.writePrices("prices.csv", 2, 20);
    fixture.write(
        "batch.json",
        """
        {
        \t"batch_name": "piped",
        \t"output_root": "out",
        \t"base_args": {"strategy": "buy_and_hold", "price_file": "prices.csv",
        \t\t"start_date": "2015-01-01", "end_date": "2015-01-30"},
        \t"runs": [{"id": "only"}]
        }
        """);
    Result first =
        Situations.shell(fixture, "\"$@\" < batch.json", "batch_backtest", "--config-file", "-");
    assertEquals(0, first.exitCode(), first::told);

    Result resumed =
        CommandLineRun.call(
            directory, "batch_backtest", "--config-file", copy.toString(), "--resume");
    assertEquals(0, resumed.exitCode(), resumed::told);
    assertTrue(resumed.outText().contains("(1 kept from before)"), resumed::told);
  }
}
