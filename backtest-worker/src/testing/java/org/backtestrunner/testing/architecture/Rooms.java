package org.backtestrunner.testing.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rooms as a file {@code rooms.txt} draws them. Its lines are
 *
 * <pre>
 * package org.backtestrunner.module
 * room: Type Type ...         a room and its door; it knows the rooms in the lines below it
 * room (list): Type ...       the same for a list of implementations, which may be long
 * long room/File.java: why    a file that may have more than 300 lines
 * twice Type: why             a name that a type of each module may have
 * </pre>
 *
 * in which the root package is called {@code .}, and {@code #} begins a comment.
 *
 * @param rootPackage the package that all rooms are in
 * @param doors by room, from the top to the bottom: the types that other rooms may name
 * @param lists the rooms that are lists of implementations
 * @param longFiles relative to the root package, without {@code .java}
 * @param namedTwice the names that a type of each module may have
 */
record Rooms(
    String rootPackage,
    Map<String, Set<String>> doors,
    Set<String> lists,
    Set<String> longFiles,
    Set<String> namedTwice) {
  static final String ROOT = ".";

  private static final Pattern LINE =
      Pattern.compile("(?:(long|twice) )?([\\w./]+?)(?:\\.java)?(?: (\\(list\\)))?:(.*)");

  static Rooms read(Path file) {
    Map<String, Set<String>> doors = new LinkedHashMap<>();
    Set<String> lists = new TreeSet<>();
    Set<String> longFiles = new TreeSet<>();
    Set<String> namedTwice = new TreeSet<>();
    String rootPackage = "";
    for (String line : lines(file)) {
      Matcher parts = LINE.matcher(line);
      if (line.startsWith("package ")) {
        rootPackage = line.substring("package ".length());
      } else if (!parts.matches()) {
        throw new IllegalArgumentException(file + ": " + line);
      } else if (parts.group(1) != null) {
        (parts.group(1).equals("long") ? longFiles : namedTwice).add(parts.group(2));
      } else {
        doors.put(parts.group(2), words(parts.group(4)));
        Optional.ofNullable(parts.group(3)).ifPresent(list -> lists.add(parts.group(2)));
      }
    }
    return new Rooms(rootPackage, doors, lists, longFiles, namedTwice);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(line -> line.replaceAll("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether one room stands above another, so that it may know it. */
  boolean isAbove(String room, String other) {
    List<String> order = List.copyOf(doors.keySet());
    return order.indexOf(room) < order.indexOf(other);
  }
}
