package org.backtestrunner.orchestrator.report.page.section;

import java.util.List;
import org.backtestrunner.orchestrator.analysis.BatchWarning;
import org.backtestrunner.orchestrator.analysis.set.AnalysedRun;
import org.backtestrunner.orchestrator.report.page.html.Html;
import org.backtestrunner.orchestrator.report.page.model.PageModel;
import org.backtestrunner.orchestrator.report.statistics.Facts;
import org.backtestrunner.orchestrator.report.statistics.Facts.Fact;
import org.backtestrunner.orchestrator.report.statistics.WarningSentences;
import org.backtestrunner.orchestrator.report.statistics.WarningSentences.Sentence;

/** The sentence, five facts, and what to look at first. */
final class VerdictSection {
  private VerdictSection() {}

  static void write(Html html, PageModel page) {
    Sections.open(html, "verdict", "Verdict");
    sentence(html, page);
    Facts facts = new Facts(page.analysis(), page.labels(), Html::escaped);
    html.open("div", "class", "facts").newline();
    facts.all().forEach(fact -> write(html, page, fact));
    html.close("div").newline();
    for (String remark : facts.remarks()) {
      html.open("p", "class", "note").prose(remark).close("p").newline();
    }
    warnings(html, page);
    Sections.close(html);
  }

  /** The name of the benchmark stands out in it. */
  private static void sentence(Html html, PageModel page) {
    String sentence = page.analysis().verdict().sentence();
    String name = page.benchmark().map(AnalysedRun::id).orElse("");
    int at = name.isEmpty() ? -1 : sentence.indexOf(name);
    html.open("p", "class", "verdict");
    if (at < 0) {
      html.text(sentence);
    } else {
      html.text(sentence.substring(0, at)).element("b", name);
      html.text(sentence.substring(at + name.length()));
    }
    html.close("p").newline();
  }

  private static void write(Html html, PageModel page, Fact fact) {
    html.open("div", "class", "fact").open("h3").prose(fact.name()).close("h3");
    if (!fact.number().isEmpty()) {
      html.open("p", "class", "number").element("b", fact.number());
      html.text(fact.unit().isEmpty() ? "" : " " + fact.unit()).close("p");
    }
    fact.run()
        .ifPresent(
            run ->
                html.open("p")
                    .element("a", page.label(run), "href", "#run=" + PageModel.number(run))
                    .close("p"));
    html.open("p").prose(fact.sentence()).close("p").close("div").newline();
  }

  private static void warnings(Html html, PageModel page) {
    WarningSentences sentences = new WarningSentences(page.analysis(), Html::escaped);
    List<BatchWarning> warnings = sentences.toLookAtFirst();
    if (warnings.isEmpty()) {
      return;
    }
    html.element(
        "h3",
        Sections.count(warnings.size(), "thing", "things") + " to look at first",
        "id",
        "warnings");
    html.newline().open("ul", "class", "warnings").newline();
    List<BatchWarning> shown =
        warnings.subList(0, Math.min(WarningSentences.MOST_AT_FIRST, warnings.size()));
    for (BatchWarning warning : shown) {
      Sentence sentence = sentences.of(warning);
      html.open("li").open("b").prose(sentence.claim()).close("b");
      html.prose(sentence.spacedRest()).close("li").newline();
    }
    if (warnings.size() > shown.size()) {
      html.open("li")
          .element("a", "and " + (warnings.size() - shown.size()) + " more", "href", "#cost")
          .close("li");
    }
    html.close("ul").newline();
  }
}
