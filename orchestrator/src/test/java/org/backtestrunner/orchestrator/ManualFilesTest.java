package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manual page and the completions, as programs read them that were made for such files. */
class ManualFilesTest {
  @TempDir private Path directory;

  @BeforeEach
  void write() throws IOException {
    ManualFiles.main(new String[] {directory.toString(), "1.2.3", "2026-01-02T00:00:00Z"});
  }

  /** The options and commands that the help names. */
  private static Set<String> wordsOfTheHelp() throws IOException {
    try (InputStream golden = ManualFilesTest.class.getResourceAsStream("golden/help.txt")) {
      String help = new String(golden.readAllBytes(), StandardCharsets.UTF_8);
      Set<String> words = new TreeSet<>();
      Matcher word =
          Pattern.compile("^\\$ cli ([a-z_]+) |^ +(?:-\\w, )?(--[a-z-]+)", Pattern.MULTILINE)
              .matcher(help);
      while (word.find()) {
        words.add(word.group(1) == null ? word.group(2) : word.group(1));
      }
      return words;
    }
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  /** What the command says on both streams; it must succeed. */
  private String said(String... command) throws IOException, InterruptedException {
    assumeTrue(isInstalled(command[0]), command[0] + " is not installed");
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), said);
    return said;
  }

  @Test
  void thePageHasEveryCommandAndOptionOfTheHelp() throws IOException {
    String page = Files.readString(directory.resolve("man/man1/cli.1")).replace("\\-", "-");
    Set<String> words = wordsOfTheHelp();
    assertTrue(words.containsAll(Set.of("batch_backtest", "--max-workers")), words::toString);
    for (String word : words) {
      assertTrue(page.contains(word.startsWith("-") ? word + "\\fR" : "cli " + word), word);
    }
    assertFalse(page.contains("make_archive"), "a command for the program itself");
    assertTrue(page.startsWith(".TH CLI 1 2026-01-02 \"backtest-runner 1.2.3\"\n"), page);
  }

  @Test
  void groffHasNothingToSayAboutThePage() throws Exception {
    assertEquals("", said("groff", "-man", "-ww", "-z", "-Tutf8", "man/man1/cli.1"));
  }

  @Test
  void mandocHasNothingToSayAboutThePage() throws Exception {
    assertEquals("", said("mandoc", "-Tlint", "-W", "style", "man/man1/cli.1"));
  }

  @ParameterizedTest
  @CsvSource({"bash, -n", "zsh, -n", "fish, --no-execute"})
  void eachShellCanReadItsScript(String shell, String option) throws Exception {
    assertEquals("", said(shell, option, "completion/cli." + shell));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        "scripts/cli ch | check_health check_lookahead",
        "cli make | ''",
        "cli batch_backtest --max | --max-runs --max-workers",
        "cli batch_backtest com | completion",
        "cli batch_backtest --config-file com | completion",
        "cli batch_backtest --output-root ma | man",
        "cli describe --format j | json",
        "cli help sam | sample_data",
      })
  void bashAndFishComplete(String commandLine, String completed) throws Exception {
    String bash =
        """
        . completion/cli.bash
        COMP_WORDS=(%s) COMP_LINE='%1$s'
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        # It belongs to a completion that is under way.
        compopt() { :; }
        _complete_cli
        echo "${COMPREPLY[*]}"
        """
            .formatted(commandLine);
    assertEquals(completed, said("bash", "-c", bash).strip());

    assumeTrue(isInstalled("fish"), "fish is not installed");
    String fish = "source completion/cli.fish; complete -C '%s'".formatted(commandLine);
    List<String> found =
        said("fish", "-c", fish).lines().map(line -> line.split("[/\t]")[0]).toList();
    assertEquals(completed, String.join(" ", found));
  }
}
