package org.backtestrunner.orchestrator.config.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.parameter.InputPath;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/** Finds the files that a program consists of. */
final class ProgramFiles {
  /** More files than a program has; each is read at every start. */
  private static final int MOST_FILES = 10_000;

  /** What looks like a program's own file, and must be there then. */
  private static final Pattern SCRIPT = Pattern.compile(".*\\.(py|sh|rb|pl|js|mjs|jl|R|r|jar)");

  private static final Pattern WILD = Pattern.compile("[*?\\[{]");

  /** Written by Python beside what it reads. */
  private static final String PYTHON_CACHE = "__pycache__";

  private final Path workingDirectory;
  private final Path outputRoot;
  private final SortedMap<String, Path> files = new TreeMap<>();
  private Optional<Path> executable = Optional.empty();

  /**
   * @param outputRoot below which nothing belongs to the program; absolute
   */
  ProgramFiles(Path workingDirectory, Path outputRoot) {
    this.workingDirectory = workingDirectory;
    this.outputRoot = outputRoot.normalize();
  }

  /** By what to call them. */
  SortedMap<String, Path> files() {
    return files;
  }

  /** What the first word of the command means; empty where it could not be found. */
  Optional<Path> executable() {
    return executable;
  }

  /** Adds the program itself, and every file that another word of its command names. */
  void addCommand(List<String> words) throws InvalidValueException {
    if (words.isEmpty()) {
      throw new InvalidValueException("names no program, such as [python3, my_backtest.py]");
    }
    Path program = program(words.get(0));
    checkInterpreter(program);
    executable = Optional.of(program);
    add(words.get(0).contains("/") ? words.get(0) : program.toString(), program);
    for (String word : words.subList(1, words.size())) {
      Path file = InputPath.resolve(workingDirectory, word);
      if (Files.isRegularFile(file)) {
        InputPath.checkReadable(file);
        add(word, file);
      } else if (!word.startsWith("-") && SCRIPT.matcher(word).matches()) {
        throw new InvalidValueException("file not found: " + file);
      }
    }
  }

  private void add(String written, Path file) {
    files.put(written.contains("/") ? written : "./" + written, file);
  }

  /** A name with a slash is a path, any other is sought as a shell would. */
  private Path program(String word) throws InvalidValueException {
    if (word.startsWith("-")) {
      throw new InvalidValueException("must begin with a program, not with " + Problem.quote(word));
    }
    if (word.contains("/")) {
      Path file = InputPath.resolve(workingDirectory, word);
      InputPath.checkReadable(file);
      if (!Files.isExecutable(file)) {
        throw new InvalidValueException(
            "is no program that may be executed (chmod +x makes it one): " + file);
      }
      return file;
    }
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    for (String directory : path.split(":")) {
      Path file = workingDirectory.resolve(InputPath.of(directory)).resolve(InputPath.of(word));
      if (Files.isRegularFile(file) && Files.isExecutable(file)) {
        return file;
      }
    }
    String here = Files.exists(workingDirectory.resolve(word)) ? "; write ./" + word : "";
    throw new InvalidValueException(
        "there is no program " + Problem.quote(word) + " in a directory of PATH" + here);
  }

  /** A script whose first line names an interpreter that is not there cannot be started. */
  private static void checkInterpreter(Path program) throws InvalidValueException {
    String line;
    try (InputStream in = Files.newInputStream(program)) {
      String start = new String(in.readNBytes(256), StandardCharsets.ISO_8859_1);
      line = start.lines().findFirst().orElse("");
    } catch (IOException unreadable) {
      // It may be executed all the same.
      return;
    }
    if (line.startsWith("#!")) {
      String interpreter = line.substring(2).strip().split("[ \t]", 2)[0];
      if (interpreter.startsWith("/") && !Files.isExecutable(Path.of(interpreter))) {
        throw new InvalidValueException(
            "cannot be started, since its first line names no program that is there: "
                + program
                + ": "
                + Problem.cut(line));
      }
    }
  }

  /**
   * Adds the files that match a pattern: {@code *} within a name, {@code **} over directories too.
   * Directories whose names begin with a point, compiled Python and outputs are left out.
   */
  void addMatches(String written) throws InvalidValueException {
    String pattern = written.replaceFirst("^(\\./+)+", "");
    Matcher wild = WILD.matcher(pattern);
    if (!wild.find()) {
      Path file = InputPath.resolve(workingDirectory, pattern);
      InputPath.checkReadable(file);
      add(pattern, file);
      return;
    }
    String plain = pattern.substring(0, pattern.lastIndexOf('/', wild.start()) + 1);
    List<Path> found = matches(pattern, InputPath.resolve(workingDirectory, plain));
    if (found.isEmpty()) {
      throw new InvalidValueException("matches no file: " + Problem.quote(written));
    }
    for (Path file : found) {
      InputPath.checkReadable(file);
      add(seen(pattern, file).toString(), file);
    }
    if (files.size() > MOST_FILES) {
      throw new InvalidValueException(
          "more than " + MOST_FILES + " files are too many: " + Problem.quote(written));
    }
  }

  /** A path as the pattern has it. */
  private Path seen(String pattern, Path file) {
    return pattern.startsWith("/") ? file : workingDirectory.relativize(file);
  }

  private List<Path> matches(String pattern, Path start) throws InvalidValueException {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(start)) {
      return found;
    }
    PathMatcher matcher;
    try {
      // So that dir/**/x finds dir/x too.
      String glob = pattern.replace("**/", "{,**/}");
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      throw new InvalidValueException("is no pattern of file names: " + Problem.quote(pattern));
    }
    try {
      Files.walkFileTree(
          start,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              String name = String.valueOf(dir.getFileName());
              boolean out =
                  !dir.equals(start)
                      && (name.startsWith(".")
                          || name.equals(PYTHON_CACHE)
                          || dir.normalize().equals(outputRoot));
              return out || found.size() > MOST_FILES
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (Files.isRegularFile(file) && matcher.matches(seen(pattern, file))) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException failure) {
      throw new InvalidValueException("cannot be searched: " + start);
    }
    return found;
  }
}
