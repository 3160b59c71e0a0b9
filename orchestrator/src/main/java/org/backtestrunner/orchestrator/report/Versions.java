package org.backtestrunner.orchestrator.report;

/**
 * What a batch ran on.
 *
 * @param java version and vendor of the JVM, which is the workers' too
 * @param orchestrator version of this program
 * @param worker version of the worker jar
 * @param os name, version and architecture
 */
public record Versions(String java, String orchestrator, String worker, String os) {
  JsonDocument json() {
    return JsonDocument.part()
        .put("java", java)
        .put("orchestrator", orchestrator)
        .put("worker", worker)
        .put("os", os);
  }
}
