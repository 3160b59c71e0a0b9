package org.backtestrunner.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkippedTestsTest {
  @TempDir private Path directory;

  /** As Surefire writes it. */
  private Path report(String name, String... testCases) throws IOException {
    return Files.writeString(
        directory.resolve("TEST-" + name + ".xml"),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="org.example.%s" time="0.1" tests="%d" errors="0">
          <properties><property name="user.dir" value="/"/></properties>
          %s
        </testsuite>
        """
            .formatted(name, testCases.length, String.join("\n  ", testCases)));
  }

  private static String aborted(String test, String message) {
    return """
        <testcase name="%s" classname="org.example.DataIT" time="0.0">
          <skipped type="org.opentest4j.TestAbortedException"><![CDATA[%s
        \tat org.example.DataIT.%1$s(DataIT.java:24)
        ]]></skipped>
        </testcase>"""
        .formatted(test, ("org.opentest4j.TestAbortedException: " + message).strip());
  }

  private static String skipped(String test, String attributes) {
    return """
        <testcase name="%s" classname="org.example.DataIT" time="0.0">
          <skipped%s/>
        </testcase>"""
        .formatted(test, attributes);
  }

  @Test
  void testsAreCountedByClassAndReason() throws IOException {
    Path some =
        report(
            "DataIT",
            aborted("one", "Assumption failed: no data in /data"),
            aborted("two", "Assumption failed: no data in /data"),
            skipped("three", " message=\"void org.example.DataIT.three() is @Disabled\""),
            skipped("four", ""),
            "<testcase name=\"five\" classname=\"org.example.DataIT\" time=\"1\"/>");
    Path none = report("PlainTest", "<testcase name=\"a\" classname=\"org.example.PlainTest\"/>");

    assertEquals(
        List.of(
            "Skipped 4 of 6 tests:",
            "  2 in DataIT: no data in /data",
            "  1 in DataIT: no reason given",
            "  1 in DataIT: void org.example.DataIT.three() is @Disabled"),
        SkippedTests.lines(List.of(some, none)));
  }

  @Test
  void whereNoneWasSkippedNothingIsSaid() throws IOException {
    Path report = report("PlainTest", "<testcase name=\"a\" classname=\"org.example.PlainTest\"/>");
    assertEquals(List.of(), SkippedTests.lines(List.of(report)));
  }
}
