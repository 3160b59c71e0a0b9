package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.backtestrunner.orchestrator.CommandLineRun.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program beside the packaged worker, as {@code scripts/cli describe} starts it. */
class CommittedSchemaIT {
  @TempDir Path directory;

  @Test
  void theCommittedSchemaIsThatOfTheWorker() throws Exception {
    assertEquals(
        Files.readString(CommandLineRun.HOME.resolve("configs/batch.schema.json")),
        describe("schema"),
        "after a change of config keys or parameters:"
            + " scripts/cli describe --format schema > configs/batch.schema.json");
  }

  @Test
  void theCommittedPageIsThatOfTheKeysAndOfTheWorker() throws Exception {
    assertEquals(
        Files.readString(CommandLineRun.HOME.resolve("docs/configuration.md")),
        describe("markdown"),
        "after a change of config keys or parameters:"
            + " scripts/cli describe --format markdown > docs/configuration.md");
  }

  @Test
  void theJsonIsTheWorkersOwnList() throws Exception {
    try (ZipFile jar = new ZipFile(CommandLineRun.WORKER_JAR.toFile());
        InputStream list = jar.getInputStream(jar.getEntry("META-INF/backtest-worker.json"))) {
      assertEquals(new String(list.readAllBytes(), StandardCharsets.UTF_8), describe("json"));
    }
  }

  /** Standard output, byte for byte, whatever the locale. */
  private String describe(String format) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" >out", "sh"));
    command.addAll(CommandLineRun.program("describe", "--format", format));
    Result result = CommandLineRun.call(directory, Map.of("LC_ALL", "C"), command);
    assertEquals(0, result.exitCode(), result::told);
    assertEquals(List.of(), result.err());
    return Files.readString(directory.resolve("out"));
  }
}
