package org.backtestrunner.orchestrator;

import static org.backtestrunner.orchestrator.BatchOutput.contents;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of a batch again, alone, and what is told of batches on disk. */
class ReplayIT {
  @TempDir private static Path directory;
  private static BatchFixture fixture;
  private static BatchOutput output;

  @BeforeAll
  static void runTheBatch() {
    fixture = new BatchFixture(directory);
    fixture.writeBatch(
        "again",
        """
        runs:
          - {id: "slow", overrides: {execution_lag: 2}}
          - {id: "fast", overrides: {execution_lag: 1}}
          - {id: "wrong", start_date: "2018-01-01", end_date: "2018-12-31"}
        """);
    Result result = fixture.batch("--no-cache");
    assertEquals(1, result.exitCode(), result::told);
    output = fixture.output("again");
  }

  private static Result call(String... arguments) {
    return CommandLineRun.call(directory, Map.of(), CommandLineRun.program(arguments));
  }

  @Test
  void aSuccessGivesTheSameBytesInAnotherPlaceAndTheBatchStaysAsItIs() {
    Map<String, String> before = contents(output.run(1, "fast"));
    for (String name : List.of("fast", "1", "0001", "0001_fast")) {
      Result result = call("replay", "out/again", name, "--out", "elsewhere");
      assertEquals(0, result.exitCode(), result::told);
      assertTrue(
          result.errText().endsWith("elsewhere (byte for byte those of the batch)"), result::told);
      assertEquals(
          contents(output.run(1, "fast").resolve("backtest")),
          contents(directory.resolve("elsewhere")));
    }
    assertEquals(before, contents(output.run(1, "fast")));
  }

  @Test
  void otherBytesAreNamedAndAreNoSuccess() throws IOException {
    Path prices = directory.resolve("prices.csv");
    String good = Files.readString(prices);
    try {
      // On one day of the run every close ends otherwise.
      Files.writeString(
          prices,
          good.replaceAll("(2015-06-01,.*),([0-9]+)\\.([0-9]+),([0-9]+)\n", "$1,$2.9$3,$4\n"));
      Result result = call("replay", "out/again", "slow");
      assertEquals(1, result.exitCode(), result::told);
      assertTrue(
          result.errText().contains("not those of the batch: portfolio_equity_1d.csv"),
          result::told);
    } finally {
      Files.writeString(prices, good);
    }
  }

  @Test
  void aFailureFailsInTheSameWayAndItsWordsAreOnTheTerminal() {
    Result result = call("replay", "out/again", "wrong");
    assertEquals(65, result.exitCode(), result::told);
    assertTrue(result.told().contains("ERROR "), result::told);
    assertTrue(result.errText().contains("Ended with code 65; in the batch: "), result::told);
  }

  @Test
  void whatIsNotThereIsNamed() {
    Result run = call("replay", "out/again", "slwo");
    assertEquals(2, run.exitCode(), run::told);
    assertTrue(run.errText().contains("did you mean slow?"), run::told);
    Result batch = call("replay", "out", "slow");
    assertEquals(2, batch.exitCode(), batch::told);
    assertTrue(batch.errText().contains("is not the output of a batch"), batch::told);
    Result port = call("replay", "out/again", "slow", "--debug=0");
    assertEquals(2, port.exitCode(), port::told);
  }

  @Test
  void withDebugItWaitsForADebuggerOnThisMachine() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                CommandLineRun.program(
                    "replay", "out/again", "slow", "--debug", Integer.toString(port)))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("debug.txt").toFile())
            .start();
    try {
      // The first words of the debug protocol come back from whoever speaks it.
      byte[] handshake = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);
      Awaitility.await()
          .until(
              () -> {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                  socket.getOutputStream().write(handshake);
                  return new String(
                          socket.getInputStream().readNBytes(handshake.length),
                          StandardCharsets.US_ASCII)
                      .equals("JDWP-Handshake");
                } catch (IOException notYet) {
                  return false;
                }
              });
      assertTrue(process.isAlive());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void theListTellsOfEveryBatch() {
    List<String> told = call("list", "--output-root", "out").out();
    assertEquals(2, told.size());
    assertTrue(told.get(0).matches("batch +started +state +runs +size +best"), told.get(0));
    double slow = Double.parseDouble(output.row("slow").get("sharpe"));
    double fast = Double.parseDouble(output.row("fast").get("sharpe"));
    assertTrue(
        told.get(1)
            .matches(
                "again  [0-9-]{10} [0-9:]{5}Z  finished  2/3 +[0-9.]+ MB  sharpe -?[0-9.]+ .*"),
        told.get(1));
    assertTrue(told.get(1).endsWith(slow > fast ? " slow" : " fast"), told.get(1));
    Result none = call("list", "--output-root", "nothing");
    assertEquals(0, none.exitCode(), none::told);
    assertEquals("No batch directories found in nothing", none.errText());
  }
}
