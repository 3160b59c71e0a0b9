package org.backtestrunner.orchestrator.launch.inspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.backtestrunner.orchestrator.config.BatchConfig;
import org.backtestrunner.orchestrator.config.document.Problems;
import org.backtestrunner.orchestrator.config.parameter.Parameter;
import org.backtestrunner.orchestrator.config.parameter.ParameterValue;
import org.backtestrunner.orchestrator.config.source.CompiledStrategies;
import org.backtestrunner.orchestrator.file.json.JsonMembers;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.launch.command.WorkerArguments;
import org.backtestrunner.orchestrator.launch.execute.Dialogue;
import org.backtestrunner.orchestrator.plan.BatchPlan;
import org.backtestrunner.orchestrator.plan.RunPlan;

/**
 * Has a worker look at the different inputs of a batch, in the background: one process for all of
 * them, which reads small files whole and the ends of large ones.
 */
public final class InputInspection {
  /** Nobody is to wait longer for what the runs would find out too. */
  private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

  private final BatchPlan plan;

  /** The first run with each set of inputs. */
  private final List<RunPlan> runs;

  private final CompletableFuture<String> answer;

  private InputInspection(BatchPlan plan, List<RunPlan> runs, CompletableFuture<String> answer) {
    this.plan = plan;
    this.runs = runs;
    this.answer = answer;
  }

  /**
   * Begins the look, where the batch's worker says that it can.
   *
   * @param inspector who may be waiting for it
   */
  public static InputInspection begin(BatchPlan plan, Inspector inspector) {
    if (!plan.config().worker().canInspect()) {
      inspector.close();
      return new InputInspection(plan, List.of(), CompletableFuture.completedFuture(""));
    }
    List<RunPlan> runs = different(plan.runs());
    Path directory = plan.config().workingDirectory();
    String question =
        WorkerArguments.forInspection(
            runs.stream().map(run -> run.workerParameters(directory)).toList());
    return new InputInspection(
        plan,
        runs,
        CompletableFuture.supplyAsync(
            () -> ask(plan.config(), inspector, question), InputInspection::inBackground));
  }

  private static void inBackground(Runnable work) {
    Thread background = new Thread(work, "inspection");
    background.setDaemon(true);
    background.start();
  }

  private static String ask(BatchConfig config, Inspector inspector, String question) {
    try (Dialogue dialogue =
        inspector.dialogue(
            config.worker().jar(),
            config.jvm().arguments(),
            config.strategies().map(CompiledStrategies::jar),
            config.workingDirectory())) {
      return dialogue.ask(question, TIME_LIMIT);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<RunPlan> different(List<RunPlan> runs) {
    Map<String, RunPlan> first = new LinkedHashMap<>();
    for (RunPlan run : runs) {
      StringBuilder inputs = new StringBuilder();
      for (Parameter parameter : run.effective().inspectedFrom()) {
        String value = run.effective().find(parameter).map(ParameterValue::normalised).orElse("");
        inputs.append(value).append('\n');
      }
      first.putIfAbsent(inputs.toString(), run);
    }
    return List.copyOf(first.values());
  }

  /**
   * Waits for the end of the look.
   *
   * @param notices takes why there was none; the runs find out for themselves then
   * @return what is to be said of each different input, in the order of the runs
   * @throws org.backtestrunner.orchestrator.config.document.ConfigException where inputs cannot be
   *     used, with all problems
   */
  public List<InspectedInput> await(Consumer<String> notices) {
    try {
      return runs.isEmpty() ? List.of() : read(answer.join());
    } catch (CompletionException failed) {
      notices.accept(sentence(failed.getCause()));
    } catch (UnreadableFileException noAnswer) {
      notices.accept(sentence(noAnswer));
    }
    return List.of();
  }

  private static String sentence(Throwable failure) {
    return "The inputs were not looked at before the start, so that each run finds out for itself"
        + " whether it can use them: "
        + Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
  }

  private List<InspectedInput> read(String text) throws UnreadableFileException {
    // A JVM may have said something before.
    String json = text.lines().filter(line -> line.startsWith("{")).findFirst().orElse("");
    List<List<Found>> all =
        JsonMembers.ofText(json).list("runs", run -> run.list("inputs", InputInspection::found));
    if (all.size() != runs.size()) {
      throw new UnreadableFileException("the worker has answered for other runs");
    }
    Problems problems = new Problems(plan.config().source().name());
    Set<InspectedInput> inputs = new LinkedHashSet<>();
    for (int i = 0; i < runs.size(); i++) {
      for (Found found : all.get(i)) {
        report(runs.get(i), found, problems);
        found
            .readAs()
            .ifPresent(
                words -> inputs.add(new InspectedInput(found.parameter(), found.path(), words)));
      }
    }
    problems.throwIfAny();
    return new ArrayList<>(inputs);
  }

  private static void report(RunPlan run, Found found, Problems problems) {
    Optional<ParameterValue> value = run.effective().find(found.parameter());
    for (String problem : found.problems()) {
      problems.add(
          value.map(ParameterValue::line).orElse(0),
          value.map(ParameterValue::path).orElse(found.parameter()),
          problem);
    }
  }

  private static Found found(JsonMembers members) throws UnreadableFileException {
    return new Found(
        members.text("parameter"),
        members.text("path"),
        members.findText("read_as"),
        members.texts("problems"));
  }

  private record Found(
      String parameter, String path, Optional<String> readAs, List<String> problems) {}
}
