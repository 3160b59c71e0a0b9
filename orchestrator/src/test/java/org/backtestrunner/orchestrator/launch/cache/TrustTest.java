package org.backtestrunner.orchestrator.launch.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {
  private static final int SOMEBODY = 4711;

  @TempDir private Path temporary;
  private Path directory;

  @BeforeEach
  void resolveLinks() throws IOException {
    directory = temporary.toRealPath();
  }

  @Test
  void whatOnlyTheUserCanChangeIsTrustedWhetherItIsThereOrNot() throws IOException {
    Path cache = directory("cache", 0755);
    assertEquals(Optional.empty(), objection(cache));
    assertEquals(Optional.empty(), objection(cache.resolve("still/to/be/made")));
    assertEquals(Optional.empty(), objection(link("link", cache)));
  }

  @Test
  void whereGroupOrOthersCanWriteItIsNot() throws IOException {
    for (int mode : new int[] {0775, 0757, 0777, 01777}) {
      Path cache = directory("cache" + Integer.toOctalString(mode), mode);
      assertEquals(Optional.of("other users can write to " + cache), objection(cache));
    }
  }

  @Test
  void norWhereTheyCanPutAnotherDirectoryInItsPlace() throws IOException {
    Path shared = directory("shared", 0777);
    Path cache = directory("shared/mine", 0700);
    Optional<String> open = Optional.of("other users can write to " + shared);
    assertEquals(open, objection(cache));
    assertEquals(open, objection(shared.resolve("still to be made")));
    assertEquals(open, objection(link("link", cache)));
    assertEquals(open, objection(link("shared/link", directory("elsewhere", 0700))));

    Files.setAttribute(shared, "unix:mode", 01777);
    assertEquals(Optional.empty(), objection(cache), "in a sticky directory they cannot");
  }

  @Test
  void whatBelongsToAnotherUserIsNot() throws IOException {
    Path sticky = directory("sticky", 01777);
    Path planted = give(directory("sticky/cache", 0755));
    assertEquals(Optional.of(planted + " belongs to another user"), objection(planted));
    assertEquals(
        Optional.of(planted + " belongs to another user"),
        objection(directory("sticky/cache/below", 0755)));
    Path link = give(link("sticky/link", directory("mine", 0755)));
    assertEquals(Optional.of(link + " belongs to another user"), objection(link));
    assertEquals(Optional.empty(), objection(sticky.resolve("new")));
  }

  @Test
  void aFileIsOwnWhereNobodyElseCanChangeIt() throws IOException {
    Path closed = directory("closed", 0700);
    Path file = Files.writeString(closed.resolve("file"), "x");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertTrue(new Trust().holds(file), "whom the directory keeps out cannot write to it");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertFalse(new Trust().holds(file));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assertTrue(new Trust().holds(file));

    assertFalse(new Trust().holds(link("closed/link", file)));
    assertFalse(new Trust().holds(closed));
    assertFalse(new Trust().holds(closed.resolve("none")));
    assertFalse(new Trust().holds(give(file)));
  }

  private static Optional<String> objection(Path path) {
    return new Trust().objection(path);
  }

  private Path directory(String name, int mode) throws IOException {
    Path made = Files.createDirectory(directory.resolve(name));
    Files.setAttribute(made, "unix:mode", mode);
    return made;
  }

  private Path link(String name, Path target) throws IOException {
    Path link = directory.resolve(name);
    Files.deleteIfExists(link);
    return Files.createSymbolicLink(link, target);
  }

  /** To another user, which only the superuser can do. */
  private static Path give(Path file) throws IOException {
    Object me = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    assumeTrue(me.equals(0), "needs the superuser");
    Files.setAttribute(file, "unix:uid", SOMEBODY, LinkOption.NOFOLLOW_LINKS);
    return file;
  }
}
