package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The folder of reports that is shared beside the repository, each a small batch. Another folder
 * may be given by the property {@code cases.reports}; without one, all this is skipped.
 */
class SharedSituationsIT {
  private static final Path REPORTS =
      Path.of(
          System.getProperty(
              "cases.reports",
              CommandLineRun.HOME.resolveSibling("shared").resolve("cases/reports").toString()));

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> everyReportIsAnswered() throws IOException {
    assumeTrue(Files.isDirectory(REPORTS), () -> "there is no folder " + REPORTS);
    List<Path> folders;
    try (Stream<Path> all = Files.list(REPORTS)) {
      folders = all.filter(Files::isDirectory).sorted().toList();
    }
    return folders.stream()
        .map(folder -> DynamicTest.dynamicTest(name(folder), () -> check(folder)));
  }

  private static String name(Path folder) {
    return folder.getFileName().toString();
  }

  private void check(Path folder) throws IOException {
    assumeTrue(Situations.CHECKS.containsKey(name(folder)), "nothing is said about it here");
    Path copy = directory.resolve(name(folder));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(folder.relativize(file).toString()));
      }
    }
    Situations.CHECKS.get(name(folder)).accept(new BatchFixture(copy));
  }
}
