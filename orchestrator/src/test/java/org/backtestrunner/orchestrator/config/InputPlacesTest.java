package org.backtestrunner.orchestrator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of an input file that is not there as seen from the working directory. */
class InputPlacesTest {
  private static final String CONFIG =
      Configs.BASE.replace("prices.csv", "data/quotes.csv") + "runs: [{id: one}]\n";

  @TempDir private Path directory;
  private Configs configs;

  @BeforeEach
  void inputs() {
    configs = new Configs(directory);
  }

  private String problem(String config) throws IOException {
    Files.createDirectories(directory.resolve(config).getParent());
    List<String> problems = configs.problems(config, CONFIG.getBytes(StandardCharsets.UTF_8));
    assertEquals(1, problems.size(), problems::toString);
    String start =
        config
            + ":4: base_args.price_file: file not found: "
            + directory.resolve("data/quotes.csv");
    assertEquals(start, problems.get(0).substring(0, start.length()));
    return problems.get(0).substring(start.length());
  }

  private Path write(String file) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, "content\n");
  }

  @Test
  void aFileThatStandsBesideTheConfigIsNamedAndHowToUseIt() throws IOException {
    Path file = write("my study/data/quotes.csv");

    String start = directory.resolve("my study").toString();
    assertEquals(
        "; it stands beside the config: run from there (cd '" + start + "') or write " + file,
        problem("my study/batch.yaml"));
  }

  @Test
  void soIsOneThatAConfigNamesFromADirectoryAbove() throws IOException {
    Path file = write("share/data/quotes.csv");

    Path start = directory.resolve("share");
    assertEquals(
        "; from %s it is there: run from there (cd %s) or write %s".formatted(start, start, file),
        problem("share/configs/more/batch.yaml"));
  }

  @Test
  void whereThereIsNoSuchFileNothingIsSuggested() throws IOException {
    write("share/quotes.csv");

    assertEquals("", problem("share/batch.yaml"));
  }
}
