package org.backtestrunner.orchestrator.report.page.section;

import org.backtestrunner.orchestrator.report.page.html.Html;
import org.backtestrunner.orchestrator.report.page.model.PageModel;

/** All sections of a page, in their order. */
public final class Sections {
  private Sections() {}

  public static void write(Html html, PageModel page) {
    HeaderSection.write(html, page);
    VerdictSection.write(html, page);
    CurvesSection.write(html, page);
    RankingSection.write(html, page);
    WalkForwardSection.write(html, page);
    ParametersSection.write(html, page);
    LuckSection.write(html, page);
    RunSection.write(html, page);
    FailuresSection.write(html, page);
    CostSection.write(html, page);
    ProvenanceSection.write(html, page);
    DefinitionsSection.write(html);
  }

  /** Begins a section with its heading. */
  static void open(Html html, String id, String heading) {
    html.newline().open("section", "id", id).element("h2", heading).newline();
  }

  static void close(Html html) {
    html.close("section").newline();
  }

  static void note(Html html, String text) {
    html.element("p", text, "class", "note").newline();
  }

  static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
