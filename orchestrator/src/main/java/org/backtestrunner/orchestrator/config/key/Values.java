package org.backtestrunner.orchestrator.config.key;

import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.config.document.Section;

/**
 * What is said for keys: by the command line, else by the file, else by the key's default. What the
 * file says is checked even where the command line takes precedence.
 */
public final class Values {
  private final GivenOptions commandLine;
  private final Section file;

  /**
   * @param file the part of the file that has the keys
   */
  public Values(GivenOptions commandLine, Section file) {
    this.commandLine = commandLine;
    this.file = file;
  }

  /** What a part of the file says, of which the command line knows nothing. */
  public Values(Section file) {
    this(GivenOptions.none(), file);
  }

  /** The part of the file, for readers of parts. */
  public Section file() {
    return file;
  }

  /** What the command line sets without an option of its own, as texts by key. */
  public Map<String, String> settings() {
    return commandLine.settings();
  }

  /** The value, if the key has one or a default. */
  public <T> Optional<T> find(Key<T> key) {
    Optional<T> written = file.find(key.name()).flatMap(entry -> key.type().read(file, entry));
    return commandLine.find(key).or(() -> written).or(key::standard);
  }

  /** The value of a key that has a default. */
  public <T> T get(Key<T> key) {
    return find(key).orElseThrow(() -> new IllegalArgumentException("no default: " + key.name()));
  }

  /** The value of a key that must be there; one that is not is reported. */
  public <T> Optional<T> require(Key<T> key) {
    if (file.find(key.name()).isEmpty() && commandLine.find(key).isEmpty()) {
      file.refuseMissing(key.name(), key.required().orElseThrow());
    }
    return find(key);
  }
}
