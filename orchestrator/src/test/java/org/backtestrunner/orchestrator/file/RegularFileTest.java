package org.backtestrunner.orchestrator.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class RegularFileTest {
  private static final Path MAIN = Path.of("src/main/java/org/backtestrunner/orchestrator");

  /** What opens a file without a look at what it is. */
  private static final Pattern OPENING =
      Pattern.compile(
          "Files\\s*\\.(newInputStream|newByteChannel|newBufferedReader|read(All|String)\\w*|lines)"
              + "|FileInputStream|FileReader|RandomAccessFile|FileChannel\\s*\\.open"
              + "|FileDigest\\s*\\.of\\(\\s*(?!RegularFile|ResultTable)");

  @TempDir Path directory;

  @Test
  void aFileIsReadAsFarAsItIsExpectedToGo() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "four");
    assertArrayEquals("four".getBytes(), RegularFile.readAll(file, 4));
    assertEquals(
        "larger than 3 bytes",
        assertThrows(IOException.class, () -> RegularFile.readAll(file, 3)).getMessage());
    try (InputStream growing = RegularFile.open(file, 6)) {
      Files.writeString(file, "teen", StandardOpenOption.APPEND);
      assertThrows(IOException.class, growing::readAllBytes);
    }
  }

  @Test
  void whatIsNoRegularFileIsNotOpened() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Path zero = Files.createSymbolicLink(directory.resolve("zero"), Path.of("/dev/zero"));
    Path good = Files.writeString(directory.resolve("good"), "good");
    Path link = Files.createSymbolicLink(directory.resolve("link"), good);
    for (Path other : List.of(pipe, zero, link, directory)) {
      IOException refused = assertThrows(IOException.class, () -> RegularFile.open(other, 100));
      assertEquals("not a regular file", refused.getMessage());
    }
    assertThrows(NoSuchFileException.class, () -> RegularFile.open(directory.resolve("none"), 100));
  }

  @Test
  void roomIsMadeForAFileAndAFileIsLeftAsItIs() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Path good = Files.writeString(directory.resolve("good"), "good");
    Path link = Files.createSymbolicLink(directory.resolve("link"), good);
    Files.createDirectories(directory.resolve("full/of/it"));
    for (String name : List.of("pipe", "link", "full", "none")) {
      RegularFile.makeRoom(directory.resolve(name));
      assertFalse(Files.exists(directory.resolve(name)), name);
    }
    RegularFile.makeRoom(good);
    assertTrue(Files.exists(good));
    assertFalse(Files.exists(link));
  }

  @Test
  void whatReadsResultsOpensNoFileByItself() throws IOException {
    List<String> found = new ArrayList<>();
    for (String room : List.of("harvest", "health", "manifest", "report", "file/json")) {
      try (Stream<Path> files = Files.walk(MAIN.resolve(room))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          OPENING
              .matcher(Files.readString(file))
              .results()
              .forEach(match -> found.add(file.getFileName() + ": " + match.group()));
        }
      }
    }
    assertEquals(List.of(), found);
  }
}
