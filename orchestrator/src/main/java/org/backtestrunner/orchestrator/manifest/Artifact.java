package org.backtestrunner.orchestrator.manifest;

import org.backtestrunner.orchestrator.file.json.JsonMembers;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;

/**
 * A result file of a run.
 *
 * @param path relative to the run's directory, with {@code /}
 * @param sha256 64 lower-case hexadecimal digits
 * @param cleaned whether the user has had it deleted; bytes and digest are those that it had
 */
public record Artifact(String path, long bytes, String sha256, boolean cleaned) {
  private static final String PATH = "path";
  private static final String SHA256 = "sha256";
  private static final String BYTES = "bytes";
  private static final String CLEANED = "cleaned";

  public Artifact(String path, long bytes, String sha256) {
    this(path, bytes, sha256, false);
  }

  static Artifact of(JsonMembers members) throws UnreadableFileException {
    return new Artifact(
        members.text(PATH),
        members.bytes(BYTES),
        members.text(SHA256),
        members.has(CLEANED) && members.truth(CLEANED));
  }

  JsonObject json() {
    JsonObject json = JsonObject.part().put(PATH, path).put(SHA256, sha256).put(BYTES, bytes);
    return cleaned ? json.put(CLEANED, true) : json;
  }

  /** The same, deleted by the user. */
  public Artifact asCleaned() {
    return new Artifact(path, bytes, sha256, true);
  }
}
