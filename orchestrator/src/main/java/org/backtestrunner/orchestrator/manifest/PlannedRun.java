package org.backtestrunner.orchestrator.manifest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.file.json.JsonMembers;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.plan.RunPlan;

/**
 * A run of a plan, as manifests record it.
 *
 * @param index its place in the plan, from 0
 * @param overrides what sets it apart, by parameter, as written
 * @param source what of the config it comes from
 * @param parameters the effective ones, as written, defaults included
 */
public record PlannedRun(
    String id,
    int index,
    String paramsHash,
    List<String> tags,
    Map<String, String> overrides,
    RunPlan.Source source,
    Map<String, String> parameters) {

  static final String TAGS = "tags";
  static final String OVERRIDES = "overrides";
  private static final String SOURCE = "source";
  private static final String LABELS = "labels";

  /** Parameters that a reader looks for first. */
  private static final List<String> FOREMOST = List.of("bundle_path", "start_date", "end_date");

  public PlannedRun {
    tags = List.copyOf(tags);
    overrides = Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  public static PlannedRun of(RunPlan run) {
    return new PlannedRun(
        run.id(),
        run.index(),
        run.paramsHash(),
        run.tags(),
        run.overrides(),
        run.source(),
        run.parameters());
  }

  /** Reads what {@link #putSpecInto} has added, with other parameters below it. */
  static PlannedRun read(
      JsonMembers spec, String id, int index, String paramsHash, Map<String, String> below)
      throws UnreadableFileException {
    Map<String, String> parameters = new LinkedHashMap<>(below);
    for (String name : FOREMOST) {
      spec.findText(name).ifPresent(text -> parameters.put(name, text));
    }
    Map<String, String> overrides = spec.object(OVERRIDES).allTexts();
    parameters.putAll(overrides);
    List<String> tags = spec.texts(TAGS);
    return new PlannedRun(id, index, paramsHash, tags, overrides, source(spec, tags), parameters);
  }

  /** Where the run comes from; older manifests tell it by tags alone. */
  static RunPlan.Source source(JsonMembers members, List<String> tags)
      throws UnreadableFileException {
    Optional<String> key = members.findText(SOURCE);
    return key.isPresent()
        ? new RunPlan.Source(key.get(), members.object(LABELS).allTexts())
        : RunPlan.Source.ofTags(tags);
  }

  /** Adds where the run comes from. */
  JsonObject putSourceInto(JsonObject object) {
    return object.put(SOURCE, source.key()).put(LABELS, source.labels());
  }

  /** Adds what the user asked for to an object that may have other members. */
  JsonObject putSpecInto(JsonObject object) {
    FOREMOST.forEach(parameter -> object.put(parameter, parameters.get(parameter)));
    return object.put(TAGS, tags).put(OVERRIDES, overrides);
  }
}
