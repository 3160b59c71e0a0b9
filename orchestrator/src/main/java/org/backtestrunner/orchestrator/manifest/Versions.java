package org.backtestrunner.orchestrator.manifest;

import org.backtestrunner.orchestrator.file.json.JsonMembers;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;

/**
 * What a batch ran on.
 *
 * @param java version and vendor of the JVM, which is the workers' too
 * @param orchestrator version of this program
 * @param worker version of the worker jar
 * @param os name, version and architecture
 */
public record Versions(String java, String orchestrator, String worker, String os) {
  private static final String JAVA = "java";
  private static final String ORCHESTRATOR = "orchestrator";
  private static final String WORKER = "worker";
  private static final String OS = "os";

  static Versions of(JsonMembers members) throws UnreadableFileException {
    return new Versions(
        members.text(JAVA), members.text(ORCHESTRATOR), members.text(WORKER), members.text(OS));
  }

  JsonObject json() {
    return JsonObject.part()
        .put(JAVA, java)
        .put(ORCHESTRATOR, orchestrator)
        .put(WORKER, worker)
        .put(OS, os);
  }
}
