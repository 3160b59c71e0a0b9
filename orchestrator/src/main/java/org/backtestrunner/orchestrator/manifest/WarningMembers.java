package org.backtestrunner.orchestrator.manifest;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.backtestrunner.orchestrator.file.json.JsonMembers;
import org.backtestrunner.orchestrator.file.json.JsonObject;
import org.backtestrunner.orchestrator.file.json.UnreadableFileException;
import org.backtestrunner.orchestrator.launch.contract.RunWarning;
import org.backtestrunner.shared.warning.WarningKind;

/** How the warnings of a run stand in JSON files. */
public final class WarningMembers {
  private static final String KIND = "kind";
  private static final String TEXT = "text";
  private static final String SERIOUS = "serious";

  private WarningMembers() {}

  /** An object of each: kind, text, whether it is serious. */
  public static List<JsonObject> json(List<RunWarning> warnings) {
    return warnings.stream()
        .map(
            warning ->
                JsonObject.part()
                    .put(KIND, warning.kind().label())
                    .put(TEXT, warning.text())
                    .put(SERIOUS, warning.serious()))
        .toList();
  }

  /** Reads a list of them; a plain text, as older files hold, is one of no known kind. */
  static List<RunWarning> read(JsonMembers members, String name) throws UnreadableFileException {
    return members.list(name, WarningMembers::of, RunWarning::ofUnknownKind);
  }

  /** The kinds of the serious ones; none where the list is not as we write it. */
  static Set<WarningKind> peekSeriousKinds(JsonMembers members, String name) {
    Set<WarningKind> kinds = EnumSet.noneOf(WarningKind.class);
    try {
      for (RunWarning warning : read(members, name)) {
        if (warning.serious()) {
          kinds.add(warning.kind());
        }
      }
    } catch (UnreadableFileException notOurs) {
      return Set.of();
    }
    return kinds;
  }

  /** A kind that only a later program knows keeps its seriousness. */
  private static RunWarning of(JsonMembers members) throws UnreadableFileException {
    WarningKind kind = WarningKind.find(members.text(KIND)).orElse(WarningKind.OTHER);
    return new RunWarning(kind, members.text(TEXT), members.truth(SERIOUS));
  }
}
