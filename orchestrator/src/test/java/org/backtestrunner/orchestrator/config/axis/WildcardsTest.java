package org.backtestrunner.orchestrator.config.axis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {
  @ParameterizedTest
  @CsvSource({
    "a*, abc, true",
    "a*, ba, false",
    "*, '', true",
    "a?c, abc, true",
    "a?c, ac, false",
    "[a-c]x, bx, true",
    "[a-c]x, Bx, false",
    "[!a-c]x, dx, true",
    "[!a-c]x, ax, false",
    "[]]x, ]x, true",
    "[a.]+, .+, true",
    "a.b, axb, false",
    "'{a,b}', a, false",
    "'[a\\]', '\\', true",
    "A, a, false",
  })
  void theSignsMeanWhatTheyMeanInAShell(String pattern, String text, boolean matches)
      throws InvalidValueException {
    assertEquals(matches, Wildcards.of(pattern).matches(text));
  }

  @ParameterizedTest
  @CsvSource({
    "[a, a [ is not closed in '[a'",
    "[z-a], a range of characters runs backwards in '[z-a]'"
  })
  void whatIsNoPatternIsRefused(String pattern, String problem) {
    assertEquals(
        problem,
        assertThrows(InvalidValueException.class, () -> Wildcards.of(pattern)).getMessage());
  }

  @Test
  void filesAreFoundLevelByLevelAndSorted(@TempDir Path directory)
      throws IOException, InvalidValueException {
    for (String file :
        List.of("b.yaml", "a.yaml", "a.csv", ".hidden.yaml", "x/1.yaml", "y/2.yaml")) {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "");
    }
    Files.createDirectories(directory.resolve("z.yaml"));

    assertEquals(List.of("a.yaml", "b.yaml"), MatchingFiles.of("*.yaml", directory));
    assertEquals(List.of(".hidden.yaml"), MatchingFiles.of(".*.yaml", directory));
    assertEquals(List.of("x/1.yaml", "y/2.yaml"), MatchingFiles.of("?/*.yaml", directory));
    assertEquals(List.of("./x/1.yaml"), MatchingFiles.of("./x/*", directory));
    assertEquals(
        List.of(directory + "/a.csv"), MatchingFiles.of(directory + "/[a]*.csv", directory));
    assertEquals(
        "no file matches '*.yml' in " + directory,
        assertThrows(InvalidValueException.class, () -> MatchingFiles.of("*.yml", directory))
            .getMessage());
    assertThrows(InvalidValueException.class, () -> MatchingFiles.of("**/*.yaml", directory));
  }
}
