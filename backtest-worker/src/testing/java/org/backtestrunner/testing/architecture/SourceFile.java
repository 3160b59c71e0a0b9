package org.backtestrunner.testing.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A source file.
 *
 * @param rootPackage that of its rooms
 * @param room its package below the root package, as {@link Rooms} writes it
 * @param name without {@code .java}
 * @param lines how many it has
 * @param code its text without comments
 */
record SourceFile(String rootPackage, String room, String name, long lines, String code) {
  /** A type of another package: the room that it is in, and the name of its outermost class. */
  record Mention(String room, String type) {}

  static List<SourceFile> all(Path sources, String rootPackage) throws IOException {
    Path root = sources.resolve(rootPackage.replace('.', '/'));
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> read(root, rootPackage, file))
          .sorted((a, b) -> a.place().compareTo(b.place()))
          .toList();
    }
  }

  private static SourceFile read(Path root, String rootPackage, Path file) {
    try {
      String text = Files.readString(file);
      String code = text.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)(^|\\s)//.*$", "");
      String folder = root.relativize(file.getParent()).toString().replace('/', '.');
      String name = file.getFileName().toString().replace(".java", "");
      return new SourceFile(
          rootPackage, folder.isEmpty() ? Rooms.ROOT : folder, name, text.lines().count(), code);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Such as {@code launch.execute/Executor}. */
  String place() {
    return room + "/" + name;
  }

  boolean isPackageInfo() {
    return name.equals("package-info");
  }

  /**
   * The types of other rooms that the code names with their package, as every import does.
   *
   * @param root the root package of these rooms
   */
  Set<Mention> mentions(String root) {
    Pattern qualified =
        Pattern.compile(Pattern.quote(root) + "((?:\\.[a-z]\\w*)*)\\.([A-Z]\\w*|\\*)");
    Matcher matcher = qualified.matcher(code);
    Set<Mention> found =
        new TreeSet<>((a, b) -> (a.room + "/" + a.type).compareTo(b.room + "/" + b.type));
    while (matcher.find()) {
      String other = matcher.group(1).isEmpty() ? Rooms.ROOT : matcher.group(1).substring(1);
      if (!other.equals(room) || !root.equals(rootPackage)) {
        found.add(new Mention(other, matcher.group(2)));
      }
    }
    return found;
  }
}
