package org.backtestrunner.orchestrator.cleaning;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.backtestrunner.orchestrator.file.DirectoryTree;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;

/** What the resumptions of a batch have put aside. */
record SupersededRuns(BatchDirectory batch) {
  private static final String LABEL = "superseded";

  void free(boolean really, Freed freed) throws IOException {
    if (!Files.isDirectory(batch.superseded(), LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        batch.superseded(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            freed.add(LABEL, attributes.size());
            return FileVisitResult.CONTINUE;
          }
        });
    if (really) {
      DirectoryTree.delete(batch.superseded());
    }
  }
}
