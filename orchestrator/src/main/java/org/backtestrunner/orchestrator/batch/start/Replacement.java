package org.backtestrunner.orchestrator.batch.start;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.backtestrunner.orchestrator.file.DirectoryTree;
import org.backtestrunner.orchestrator.file.EnvironmentException;

/**
 * A new output takes the place of an old one, in steps between which this program may be killed:
 * the old one waits in a hidden directory beside its place until the new batch has begun, and is
 * then given up. At every moment one of them is whole.
 *
 * @param place of both outputs
 * @param aside where the old one waits
 * @param discarded where the old one is to be deleted
 */
record Replacement(Path place, Path aside, Path discarded) {
  private static final String ASIDE = ".replaced-";
  private static final String DISCARDED = ".discarded-";

  /** The replacement that this process makes. */
  static Replacement of(Path place) {
    String own = Long.toString(ProcessHandle.current().pid());
    return new Replacement(place, beside(place, ASIDE + own), beside(place, DISCARDED + own));
  }

  private static Path beside(Path place, String mark) {
    return place.resolveSibling("." + place.getFileName() + mark);
  }

  /** Moves the old output out of the way. */
  void begin() {
    try {
      Files.move(place, aside, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot move aside", place, failure);
    }
  }

  /** Brings the old output back, after a new batch could not begin. */
  void abandon() {
    try {
      DirectoryTree.delete(place);
      Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot move back from " + aside, place, failure);
    }
  }

  /** Gives the old output up: from here on it is never brought back, and only to be deleted. */
  void commit() {
    try {
      Files.move(aside, discarded, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot move", aside, failure);
    }
  }

  /** Ends the replacements that others were killed over. Only for who holds the batch's lock. */
  static void recover(ExistingBatch existing) {
    Path place = existing.directory().path();
    for (Path aside : allBeside(place, ASIDE)) {
      Replacement killed = new Replacement(place, aside, of(place).discarded());
      if (!existing.isPresent()) {
        killed.abandon();
      } else if (existing.isBatch()) {
        killed.commit();
        delete(killed.discarded());
      }
    }
    allBeside(place, DISCARDED).forEach(Replacement::delete);
  }

  private static List<Path> allBeside(Path place, String mark) {
    List<Path> found = new ArrayList<>();
    Path parent = place.getParent();
    String names = "." + place.getFileName() + mark + "*";
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, names)) {
      entries.forEach(found::add);
    } catch (IOException | DirectoryIteratorException failure) {
      throw new EnvironmentException("cannot read " + parent + ": " + failure.getMessage());
    }
    return found;
  }

  private static void delete(Path discarded) {
    try {
      DirectoryTree.delete(discarded);
    } catch (IOException failure) {
      throw EnvironmentException.of("cannot delete", discarded, failure);
    }
  }
}
