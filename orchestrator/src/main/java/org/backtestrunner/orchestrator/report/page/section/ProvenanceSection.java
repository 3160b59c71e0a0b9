package org.backtestrunner.orchestrator.report.page.section;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backtestrunner.orchestrator.manifest.BatchManifestFile;
import org.backtestrunner.orchestrator.manifest.InputFile;
import org.backtestrunner.orchestrator.report.page.html.Html;
import org.backtestrunner.orchestrator.report.page.model.PageModel;
import org.backtestrunner.orchestrator.report.statistics.Figures;

/** Where the results come from. */
final class ProvenanceSection {
  private static final int MOST_INPUTS = 100;

  private ProvenanceSection() {}

  static void write(Html html, PageModel page) {
    Sections.open(html, "provenance", "Provenance");
    html.open("div", "class", "scroll").open("table", "class", "pairs").open("tbody").newline();
    facts(page.origin().source())
        .forEach(
            (name, value) -> {
              html.open("tr").element("th", name, "scope", "row");
              html.element("td", value).close("tr").newline();
            });
    html.close("tbody").close("table").close("div").newline();
    inputs(html, page.origin().inputs());
    if (!page.origin().config().isBlank()) {
      html.open("details").element("summary", "batch_config.yaml");
      html.open("div", "class", "scroll").element("pre", page.origin().config()).close("div");
      html.close("details").newline();
    }
    Sections.close(html);
  }

  private static Map<String, String> facts(BatchManifestFile.Source source) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("orchestrator", source.versions().orchestrator());
    facts.put("worker", source.versions().worker());
    facts.put("Java", source.versions().java());
    facts.put("system", source.versions().os());
    facts.put("host", source.host());
    source
        .gitCommit()
        .ifPresent(
            commit ->
                facts.put(
                    "git commit",
                    commit + (source.gitDirty().orElse(false) ? ", with changes" : "")));
    facts.put("config, SHA-256", source.configHash());
    facts.put("command line", String.join(" ", source.commandLine()));
    facts.put("begun", source.startedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    return facts;
  }

  private static void inputs(Html html, List<InputFile> inputs) {
    if (inputs.isEmpty()) {
      return;
    }
    html.element("h3", "Input files").newline();
    html.open("div", "class", "scroll").open("table", "class", "plain").open("thead").open("tr");
    html.element("th", "parameter", "scope", "col").element("th", "file", "scope", "col");
    html.element("th", "bytes", "scope", "col", "class", "number");
    html.element("th", "SHA-256", "scope", "col");
    html.close("tr").close("thead").open("tbody").newline();
    for (InputFile input : inputs.subList(0, Math.min(MOST_INPUTS, inputs.size()))) {
      html.open("tr").open("th", "scope", "row").element("code", input.parameter()).close("th");
      html.element("td", input.path().toString(), "class", "text");
      html.element("td", Figures.grouped(input.bytes()));
      html.open("td", "class", "text").element("code", input.sha256()).close("td");
      html.close("tr").newline();
    }
    html.close("tbody").close("table").close("div").newline();
    if (inputs.size() > MOST_INPUTS) {
      Sections.note(
          html, "And " + (inputs.size() - MOST_INPUTS) + " more in the manifests of the runs.");
    }
  }
}
