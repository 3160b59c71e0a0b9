package org.backtestrunner.shared.file;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The symbolic links that lead to a file, as one number. A link that led elsewhere for a moment and
 * leads back is another link: it cannot be changed, only made anew.
 */
final class LinkTrail {
  private static final int MOST_LINKS = 40;
  private static final long PRIME = 0x100000001B3L;

  private LinkTrail() {}

  /** 0 where no part of the path is a link. */
  static long of(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    List<Path> ahead = names(absolute);
    Path place = absolute.getRoot();
    long trail = 0;
    int links = 0;
    while (!ahead.isEmpty()) {
      String name = ahead.remove(0).toString();
      if (name.equals("..")) {
        place = place.getParent() == null ? place : place.getParent();
      } else if (!name.isEmpty() && !name.equals(".")) {
        Path next = place.resolve(name);
        if (Files.isSymbolicLink(next)) {
          if (++links > MOST_LINKS) {
            throw new FileSystemLoopException(file.toString());
          }
          trail = trail * PRIME + ofLink(next);
          Path target = Files.readSymbolicLink(next);
          ahead.addAll(0, names(target));
          place = target.isAbsolute() ? target.getRoot() : place;
        } else {
          place = next;
        }
      }
    }
    return trail;
  }

  private static List<Path> names(Path path) {
    List<Path> names = new ArrayList<>();
    for (Path name : path) {
      names.add(name);
    }
    return names;
  }

  private static long ofLink(Path link) throws IOException {
    try {
      Map<String, Object> unix =
          Files.readAttributes(link, "unix:dev,ino,ctime", LinkOption.NOFOLLOW_LINKS);
      long place = (Long) unix.get("dev") * PRIME + (Long) unix.get("ino");
      return place * PRIME + ((FileTime) unix.get("ctime")).to(TimeUnit.NANOSECONDS);
    } catch (UnsupportedOperationException otherSystem) {
      return Files.getLastModifiedTime(link, LinkOption.NOFOLLOW_LINKS).to(TimeUnit.NANOSECONDS);
    }
  }
}
