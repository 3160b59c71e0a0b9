package org.backtestrunner.orchestrator.harvest.resume;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.backtestrunner.orchestrator.harvest.resume.InputFiles.InputFile;
import org.backtestrunner.orchestrator.plan.ParamsHash;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.shared.file.Sha256;

/**
 * Everything that a run's result depends on, in one digest: equal keys mean equal results. Not in
 * it: id, tags, place in the plan, output path, number of workers, time limits, git commit.
 *
 * @param parameters canonical JSON of the effective parameters
 * @param inputs SHA-256 of each input file, by parameter name
 * @param worker SHA-256 of the worker jar
 * @param jvmArguments those of the user, in order; ours change no result
 */
public record ContentKey(
    String parameters, SortedMap<String, String> inputs, String worker, List<String> jvmArguments) {

  public ContentKey {
    jvmArguments = List.copyOf(jvmArguments);
  }

  static ContentKey of(
      RunPlan plan, List<InputFile> inputs, String worker, List<String> jvmArguments) {
    SortedMap<String, String> digests = new TreeMap<>();
    inputs.forEach(input -> digests.put(input.parameter(), input.sha256()));
    return new ContentKey(
        ParamsHash.canonicalJson(plan.effective()), digests, worker, jvmArguments);
  }

  /** 64 lower-case hexadecimal digits. */
  public String sha256() {
    StringBuilder text = new StringBuilder("parameters ").append(parameters).append('\n');
    for (Map.Entry<String, String> input : inputs.entrySet()) {
      text.append("input ").append(input.getKey()).append(' ').append(input.getValue());
      text.append('\n');
    }
    text.append("worker ").append(worker).append('\n');
    jvmArguments.forEach(argument -> text.append("jvm ").append(argument).append('\n'));
    return Sha256.of(text.toString());
  }
}
