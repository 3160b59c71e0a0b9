package org.backtestrunner.orchestrator.launch.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.backtestrunner.orchestrator.launch.command.ClassArchive;

/** A short use of a program, which shows the classes that it needs. */
interface Rehearsal {
  /**
   * What is to be executed, one after the other.
   *
   * @param recordings do what is rehearsed, by the files to which they write down the classes that
   *     are loaded
   * @param dump makes an archive of the classes that a file lists
   * @param trial uses the program with the archive
   */
  record Commands(Map<Path, List<String>> recordings, List<String> dump, List<String> trial) {}

  /**
   * Writes what is needed, and tells the commands.
   *
   * @param archive that is to be made
   * @param classes the file that will list what goes into it
   * @param succeeds executes a command and tells whether it ended well
   */
  Commands commands(ClassArchive archive, Path classes, Predicate<List<String>> succeeds)
      throws IOException;
}
