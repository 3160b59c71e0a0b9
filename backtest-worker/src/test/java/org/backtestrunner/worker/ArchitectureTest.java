package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules between packages, read off the sources. */
class ArchitectureTest {
  private static final String ROOT = "org.backtestrunner.worker";
  private static final Path SOURCES = Path.of("src", "main", "java");

  /** What each package may know of the others; the root package may know all. */
  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "parameter", Set.of(),
          "data", Set.of("parameter"),
          "store", Set.of("parameter", "data"),
          "factor", Set.of("parameter", "data", "store"),
          "strategy", Set.of("parameter", "data", "store", "factor"),
          "engine", Set.of("parameter", "data", "store", "factor", "strategy"),
          "output", Set.of("parameter", "data", "store", "factor", "strategy", "engine"));

  private static final Pattern MENTION =
      Pattern.compile(Pattern.quote(ROOT) + "\\.([a-z]+|[A-Z]\\w*)");
  private static final Pattern PROGRAM_ONLY = Pattern.compile("System\\s*\\.\\s*(exit|out|err)\\b");

  /** A source file, without comments. */
  private record Source(String packageName, String fileName, String code) {
    static Source read(Path file) {
      try {
        String code =
            Files.readString(file)
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("(?m)(^|\\s)//.*$", "");
        String folder = SOURCES.resolve(ROOT.replace('.', '/')).relativize(file.getParent()) + "";
        return new Source(folder.replace('/', '.'), file.getFileName().toString(), code);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    boolean isOfRoot() {
      return packageName.isEmpty();
    }
  }

  private static List<Source> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).map(Source::read).toList();
    }
  }

  @Test
  void everyPackageIsKnownHere() throws IOException {
    Set<String> found =
        sources().stream()
            .filter(source -> !source.isOfRoot())
            .map(Source::packageName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(ARROWS.keySet()), found);
  }

  @Test
  void arrowsBetweenPackagesPointOneWay() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Source source : sources()) {
      Matcher mention = MENTION.matcher(source.code);
      while (!source.isOfRoot() && mention.find()) {
        String other = mention.group(1);
        if (!other.equals(source.packageName) && !ARROWS.get(source.packageName).contains(other)) {
          wrong.add(source.packageName + "/" + source.fileName + " mentions " + other);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void onlyTheRootPackageEndsTheProgramOrPrints() throws IOException {
    assertTrue(sources().stream().anyMatch(s -> PROGRAM_ONLY.matcher(s.code).find()));
    List<String> wrong =
        sources().stream()
            .filter(source -> !source.isOfRoot() && PROGRAM_ONLY.matcher(source.code).find())
            .map(source -> source.packageName + "/" + source.fileName)
            .toList();
    assertEquals(List.of(), wrong);
  }
}
