package org.backtestrunner.orchestrator.batch.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.orchestrator.launch.execute.LaunchFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SignalsTest {
  @ParameterizedTest
  @CsvSource({"INT, 2, 130", "TERM, 15, 143", "HUP, 1, 129"})
  void theFirstSignalAsksForAnOrderlyEndWithItsCode(String name, int number, int exitCode)
      throws Exception {
    assumeFalse(LaunchFixture.isIgnoredHere(number), name + " is ignored here");
    Process program = start(List.of(), "orderly");
    BufferedReader output = program.inputReader();
    assertEquals("ready", output.readLine());
    LaunchFixture.signal(name, program.pid());

    assertEquals("asked to end with " + exitCode, output.readLine());
    assertEquals(exitCode, program.waitFor());
  }

  @Test
  void aSecondSignalHaltsAtOnceAfterKillingWhatRuns() throws Exception {
    assumeFalse(LaunchFixture.isIgnoredHere(2), "INT is ignored here");
    Process program = start(List.of(), "stubborn");
    BufferedReader output = program.inputReader();
    assertEquals("ready", output.readLine());
    LaunchFixture.signal("TERM", program.pid());
    assertEquals("asked to end with 143", output.readLine());
    LaunchFixture.signal("INT", program.pid());

    assertEquals("killing what runs", output.readLine());
    assertEquals(130, program.waitFor());
  }

  @Test
  void aTerminalThatHangsUpTwiceDoesNotCutTheOrderlyEndShort() throws Exception {
    assumeFalse(LaunchFixture.isIgnoredHere(1), "HUP is ignored here");
    Process program = start(List.of(), "stubborn");
    BufferedReader output = program.inputReader();
    assertEquals("ready", output.readLine());
    LaunchFixture.signal("HUP", program.pid());
    assertEquals("asked to end with 129", output.readLine());
    LaunchFixture.signal("HUP", program.pid());
    LaunchFixture.signal("TERM", program.pid());

    assertEquals("killing what runs", output.readLine());
    assertEquals(143, program.waitFor());
  }

  @Test
  void aSignalThatWasIgnoredAtTheStartStaysIgnored() throws Exception {
    Process program = start(List.of("/bin/sh", "-c", "trap '' HUP; exec \"$@\"", "sh"), "orderly");
    BufferedReader output = program.inputReader();
    assertEquals("ready", output.readLine());
    LaunchFixture.signal("HUP", program.pid());
    LaunchFixture.signal("TERM", program.pid());

    assertEquals("asked to end with 143", output.readLine());
    assertEquals(143, program.waitFor());
  }

  @Test
  void aJvmThatWasToldToLeaveSignalsAloneStillStarts() throws Exception {
    Process program = start(List.of("/usr/bin/env", "JDK_JAVA_OPTIONS=-Xrs"), "orderly");
    BufferedReader output = program.inputReader();
    assertEquals("ready", output.readLine());
    LaunchFixture.signal("TERM", program.pid());

    assertEquals(143, program.waitFor());
    assertTrue(output.lines().toList().isEmpty());
  }

  private static Process start(List<String> prefix, String manner) throws Exception {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(LaunchFixture.java(SignalledProgram.class, manner));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
