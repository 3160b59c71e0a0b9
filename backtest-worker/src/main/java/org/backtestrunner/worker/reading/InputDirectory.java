package org.backtestrunner.worker.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.shared.file.TableFiles;
import org.backtestrunner.worker.table.cell.BadDataException;

/**
 * The files of a directory that is an input. Subdirectories named {@code key=value} are descended
 * into; names that begin with {@code _} or {@code .} are passed over.
 *
 * @param parts the files that are read, in the order of their paths
 * @param others the files that are not
 * @param directories the subdirectories
 */
public record InputDirectory(List<Part> parts, List<Path> others, List<Path> directories) {

  /**
   * A file that is read.
   *
   * @param keys names of the directories above it, alternating with their values
   */
  public record Part(Path file, List<String> keys) {}

  /**
   * Lists a directory.
   *
   * @throws BadDataException where it cannot be read, or holds a directory that is no key
   */
  public static InputDirectory of(Path directory) {
    InputDirectory files =
        new InputDirectory(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    files.add(directory, List.of());
    return files;
  }

  private void add(Path directory, List<String> keys) {
    for (Path entry : entries(directory)) {
      String name = entry.getFileName().toString();
      if (Files.isDirectory(entry)) {
        if (!TableFiles.isPartition(name)) {
          throw new BadDataException(
              directory,
              "holds the directory '"
                  + name
                  + "', which is not named key=value: give "
                  + entry
                  + " if the data are there, or move it away");
        }
        directories.add(entry);
        int equals = name.indexOf('=');
        List<String> below = new ArrayList<>(keys);
        below.add(name.substring(0, equals));
        below.add(decoded(name.substring(equals + 1)));
        add(entry, List.copyOf(below));
      } else if (TableFiles.isOne(name)) {
        parts.add(new Part(entry, keys));
      } else {
        others.add(entry);
      }
    }
  }

  private static List<Path> entries(Path directory) {
    try {
      return TableFiles.entries(directory);
    } catch (IOException failure) {
      throw new BadDataException(
          directory, "the directory cannot be read: " + failure.getMessage());
    }
  }

  /** A value without the escapes that directories are given ({@code %3A} for a colon). */
  private static String decoded(String value) {
    if (value.equals("__HIVE_DEFAULT_PARTITION__")) {
      return "";
    }
    StringBuilder decoded = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      int code = c == '%' && i + 2 < value.length() ? hex(value.substring(i + 1, i + 3)) : -1;
      decoded.append(code < 0 ? c : (char) code);
      i += code < 0 ? 0 : 2;
    }
    return decoded.toString();
  }

  private static int hex(String digits) {
    int high = Character.digit(digits.charAt(0), 16);
    int low = Character.digit(digits.charAt(1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  /** The names of files that are not read, as a warning shows them. */
  String shownOthers() {
    List<String> names = new ArrayList<>();
    for (Path other : others.subList(0, Math.min(others.size(), 5))) {
      names.add(other.getFileName().toString());
    }
    int more = others.size() - names.size();
    return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
  }
}
