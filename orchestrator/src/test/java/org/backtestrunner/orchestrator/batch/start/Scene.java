package org.backtestrunner.orchestrator.batch.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What may stand where a batch is to be written. */
enum Scene {
  NOTHING {
    @Override
    void make(Path place) {}
  },
  EMPTY_DIRECTORY {
    @Override
    void make(Path place) throws IOException {
      Files.createDirectory(place);
    }
  },
  START_KILLED_OVER_ITS_FIRST_FILE {
    @Override
    void make(Path place) throws IOException {
      Files.createDirectory(place);
      Files.writeString(place.resolve(".batch_manifest.json.1f.tmp"), "{");
    }
  },
  BATCH {
    @Override
    void make(Path place) throws IOException {
      makeBatch(place, "old");
    }
  },
  FOREIGN_DIRECTORY {
    @Override
    void make(Path place) throws IOException {
      Files.createDirectory(place);
      Files.writeString(place.resolve("thesis.txt"), "years of work");
    }
  },
  FILE {
    @Override
    void make(Path place) throws IOException {
      Files.writeString(place, "notes");
    }
  },
  LINK_TO_A_BATCH {
    @Override
    void make(Path place) throws IOException {
      Path elsewhere = place.resolveSibling("elsewhere");
      makeBatch(elsewhere, "old");
      Files.createSymbolicLink(place, elsewhere);
    }
  },
  LINK_TO_NOTHING {
    @Override
    void make(Path place) throws IOException {
      Files.createSymbolicLink(place, place.resolveSibling("nowhere"));
    }
  },
  KILLED_BEFORE_THE_NEW_BATCH {
    @Override
    void make(Path place) throws IOException {
      makeBatch(beside(place, ".replaced-"), "old");
    }
  },
  KILLED_OVER_THE_NEW_BATCHS_FIRST_FILE {
    @Override
    void make(Path place) throws IOException {
      KILLED_BEFORE_THE_NEW_BATCH.make(place);
      START_KILLED_OVER_ITS_FIRST_FILE.make(place);
    }
  },
  KILLED_AFTER_THE_NEW_BATCH_HAD_BEGUN {
    @Override
    void make(Path place) throws IOException {
      makeBatch(beside(place, ".replaced-"), "old");
      makeBatch(place, "new");
    }
  },
  KILLED_OVER_THE_DELETION {
    @Override
    void make(Path place) throws IOException {
      makeBatch(beside(place, ".discarded-"), "old");
      makeBatch(place, "new");
    }
  },
  SOMEBODYS_DIRECTORY_CAME_BETWEEN {
    @Override
    void make(Path place) throws IOException {
      KILLED_BEFORE_THE_NEW_BATCH.make(place);
      FOREIGN_DIRECTORY.make(place);
    }
  };

  private static final int OTHERS_PID = 999_999_999;

  abstract void make(Path place) throws IOException;

  private static Path beside(Path place, String mark) {
    return place.resolveSibling("." + place.getFileName() + mark + OTHERS_PID);
  }

  static void makeBatch(Path place, String config) throws IOException {
    Files.createDirectories(place.resolve("runs"));
    Files.writeString(place.resolve("batch_config.yaml"), config);
    Files.writeString(place.resolve("batch_manifest.json"), "{}");
  }
}
