package org.backtestrunner.orchestrator.manifest;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.file.json.JsonMembers;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;
import org.backtestrunner.orchestrator.plan.ParamsHash;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.shared.file.Sha256;

/**
 * Everything that a run's result depends on, in one digest: equal keys mean equal results. Not in
 * it: id, tags, place in the plan, output path, number of workers, time limits, git commit.
 *
 * @param parameters canonical JSON of the effective parameters
 * @param inputs SHA-256 of each input file, by parameter name; of each file of a program of the
 *     user's, by its path
 * @param worker SHA-256 of the worker jar, or the words by which a program of the user's is started
 * @param jvmArguments those of the user, in order; ours change no result
 * @param csvSafe whether the worker was to write files in which a spreadsheet finds no formula
 * @param outputs which results the worker was to write; the others could not be kept
 */
public record ContentKey(
    String parameters,
    SortedMap<String, String> inputs,
    String worker,
    List<String> jvmArguments,
    boolean csvSafe,
    Set<ResultFile> outputs) {

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final String PARAMETERS = "parameters";
  private static final String INPUTS = "inputs";
  private static final String WORKER = "worker";
  private static final String JVM_ARGUMENTS = "jvm_arguments";
  private static final String CSV_SAFE = "csv_safe";
  private static final String OUTPUTS = "outputs";

  public ContentKey {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    jvmArguments = List.copyOf(jvmArguments);
    outputs = Set.copyOf(outputs);
  }

  /** The key of a run that leaves all its results. */
  public static ContentKey of(
      RunPlan plan,
      List<InputFile> inputs,
      String worker,
      List<String> jvmArguments,
      boolean csvSafe) {
    SortedMap<String, String> digests = new TreeMap<>();
    inputs.forEach(input -> digests.put(input.parameter(), input.sha256()));
    return new ContentKey(
        ParamsHash.canonicalJson(plan.effective()),
        digests,
        worker,
        jvmArguments,
        csvSafe,
        ResultFile.ALL);
  }

  /** The key of the same run with other results, each of which is the same as ever. */
  public ContentKey leaving(Set<ResultFile> files) {
    return new ContentKey(parameters, inputs, worker, jvmArguments, csvSafe, files);
  }

  static ContentKey of(JsonMembers members) throws UnreadableFileException {
    JsonMembers.ofText(members.text(PARAMETERS)).allTexts();
    return new ContentKey(
        members.text(PARAMETERS),
        new TreeMap<>(members.object(INPUTS).allTexts()),
        members.text(WORKER),
        members.texts(JVM_ARGUMENTS),
        members.has(CSV_SAFE) && members.truth(CSV_SAFE),
        outputs(members));
  }

  private static Set<ResultFile> outputs(JsonMembers members) throws UnreadableFileException {
    if (!members.has(OUTPUTS)) {
      return ResultFile.ALL;
    }
    Set<ResultFile> files = EnumSet.noneOf(ResultFile.class);
    for (String label : members.texts(OUTPUTS)) {
      files.add(
          ResultFile.find(label)
              .orElseThrow(() -> members.wrong(OUTPUTS, "names one that we do not know")));
    }
    return files;
  }

  /** SHA-256 of the files of such a program, by their paths. */
  public Map<String, String> programFiles() {
    Map<String, String> files = new TreeMap<>(inputs);
    files.keySet().removeIf(name -> !InputFile.isOfProgram(name));
    return files;
  }

  /** The words by which a program of the user's is started, where one has executed the run. */
  public Optional<String> program() {
    return isOfProgram() ? Optional.of(worker) : Optional.empty();
  }

  /** SHA-256 of the prices; empty where the run has no file of them. */
  public Optional<String> priceFile() {
    return Optional.ofNullable(inputs.get("price_file"));
  }

  /** Whether a program of the user's has executed the run, not our worker. */
  private boolean isOfProgram() {
    return !SHA_256.matcher(worker).matches();
  }

  /**
   * The effective parameters that differ from their defaults, by name, each in its one spelling.
   */
  public Map<String, String> parameterTexts() {
    try {
      return JsonMembers.ofText(parameters).allTexts();
    } catch (UnreadableFileException impossible) {
      throw new IllegalStateException("canonical JSON can be read", impossible);
    }
  }

  JsonObject json() {
    JsonObject json =
        JsonObject.part()
            .put(PARAMETERS, parameters)
            .put(INPUTS, inputs)
            .put(WORKER, worker)
            .put(JVM_ARGUMENTS, jvmArguments);
    if (csvSafe) {
      json.put(CSV_SAFE, true);
    }
    return leavesAll() ? json : json.put(OUTPUTS, ResultFile.labels(outputs));
  }

  private boolean leavesAll() {
    return outputs.equals(ResultFile.ALL);
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
    if (csvSafe) {
      text.append("csv safe\n");
    }
    if (!leavesAll()) {
      ResultFile.labels(outputs)
          .forEach(label -> text.append("output ").append(label).append('\n'));
    }
    return Sha256.of(text.toString());
  }

  /**
   * What another key with the same parameters and outputs differs in, which is not this one.
   *
   * @return one clause, such as {@code price_file changed}
   */
  public String difference(ContentKey now) {
    SortedSet<String> names = new TreeSet<>(now.inputs.keySet());
    names.addAll(inputs.keySet());
    for (String name : names) {
      if (!Objects.equals(inputs.get(name), now.inputs.get(name))) {
        return name + " changed";
      }
    }
    if (worker.equals(now.worker)) {
      return jvmArguments.equals(now.jvmArguments) ? "csv_safe changed" : "JVM arguments changed";
    }
    return isOfProgram() || now.isOfProgram() ? "worker_command changed" : "the worker jar changed";
  }
}
