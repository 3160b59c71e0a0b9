package org.backtestrunner.worker.store.format;

import java.nio.file.Path;

/** A doubt about the store: the run reads its original inputs instead. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String reason) {
    super(reason);
  }

  public StoreException(Path file, String reason) {
    super(file + " " + reason);
  }
}
