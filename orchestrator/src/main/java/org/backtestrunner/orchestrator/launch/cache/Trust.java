package org.backtestrunner.orchestrator.launch.cache;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Whom the file system lets change a file. What a batch executes and computes from may be changed
 * by the user and the superuser, by nobody else.
 */
final class Trust {
  private static final long SUPERUSER = 0;
  private static final int OTHERS_WRITE = 0022;
  private static final int OTHERS_ENTER = 0011;
  private static final int STICKY = 01000;
  private static final int FORM = 0170000;
  private static final int REGULAR_FILE = 0100000;
  private static final int LINK = 0120000;

  private final long user = new UnixSystem().getUid();

  private record Access(long owner, int mode) {
    static Access of(Path file) throws IOException {
      Map<String, Object> unix = Files.readAttributes(file, "unix:uid,mode", NOFOLLOW_LINKS);
      return new Access(
          Integer.toUnsignedLong((Integer) unix.get("uid")), (Integer) unix.get("mode"));
    }

    boolean is(int form) {
      return (mode & FORM) == form;
    }

    boolean allows(int bits) {
      return (mode & bits) != 0;
    }
  }

  /**
   * Why a directory is not to be trusted: it, or one on the way to it, can be changed or replaced
   * by other users. Empty where nothing speaks against it; of one that is not there yet, the
   * directories on the way are judged.
   *
   * @param directory absolute
   */
  Optional<String> objection(Path directory) {
    try {
      return objection(directory, false);
    } catch (IOException beyondReach) {
      // What this user cannot look at, it cannot use.
      return Optional.empty();
    }
  }

  /**
   * @param onTheWay whether only what is below matters: in a sticky directory, nobody can touch
   *     what belongs to others
   */
  private Optional<String> objection(Path path, boolean onTheWay) throws IOException {
    for (int names = 0; names <= path.getNameCount(); names++) {
      Path at = names == 0 ? path.getRoot() : path.getRoot().resolve(path.subpath(0, names));
      if (!Files.exists(at)) {
        return Optional.empty();
      }
      boolean passing = onTheWay || names < path.getNameCount();
      Access access = Access.of(at);
      if (!isOwn(access)) {
        return Optional.of(at + " belongs to another user");
      }
      if (access.is(LINK)) {
        Path target = at.resolveSibling(Files.readSymbolicLink(at));
        Optional<String> there = objection(target, passing);
        if (there.isPresent()) {
          return there;
        }
      } else if (access.allows(OTHERS_WRITE) && !(passing && access.allows(STICKY))) {
        return Optional.of("other users can write to " + at);
      }
    }
    return Optional.empty();
  }

  /** Whether it is a file, no link, which nobody but the user and the superuser can change. */
  boolean holds(Path file) {
    try {
      Access access = Access.of(file);
      return access.is(REGULAR_FILE)
          && isOwn(access)
          && (!access.allows(OTHERS_WRITE)
              || !Access.of(file.toAbsolutePath().getParent()).allows(OTHERS_ENTER));
    } catch (IOException gone) {
      return false;
    }
  }

  private boolean isOwn(Access access) {
    return access.owner() == user || access.owner() == SUPERUSER;
  }
}
