package org.backtestrunner.orchestrator.report.page;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.backtestrunner.orchestrator.analysis.BatchAnalysis;
import org.backtestrunner.orchestrator.file.AtomicFile;
import org.backtestrunner.orchestrator.report.page.curve.CurveGallery;
import org.backtestrunner.orchestrator.report.page.curve.Curves;
import org.backtestrunner.orchestrator.report.page.data.PageData;
import org.backtestrunner.orchestrator.report.page.html.Html;
import org.backtestrunner.orchestrator.report.page.model.PageModel;
import org.backtestrunner.orchestrator.report.page.model.PageOrigin;
import org.backtestrunner.orchestrator.report.page.model.RunColumn;
import org.backtestrunner.orchestrator.report.page.section.Sections;

/**
 * One page that says what a batch says.
 *
 * @param gallery that has seen all curves
 * @param metric what ranking and heat maps show first
 */
public record BatchPage(
    BatchAnalysis analysis, CurveGallery gallery, PageOrigin origin, RunColumn metric) {
  private static final int MOST_BYTES = 3_000_000;

  /** The page can neither fetch nor send anything. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

  /**
   * Writes the page.
   *
   * @throws org.backtestrunner.orchestrator.file.EnvironmentException where that is not possible
   */
  public void write(Path file) {
    boolean isLinked = file.equals(origin.directory().page());
    Curves curves = gallery.curves();
    PageModel page = PageModel.of(analysis, curves, origin, metric, isLinked);
    byte[] bytes = bytes(page);
    int most = CurveGallery.MOST_CURVES;
    while (bytes.length > MOST_BYTES && most > 1) {
      most = Math.min(most, curves.samples().size()) / 2;
      curves = gallery.fewer(curves, most);
      bytes = bytes(page.with(curves));
    }
    AtomicFile.write(file, bytes);
  }

  private static byte[] bytes(PageModel page) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Html head = new Html();
    head.open("html", "lang", "en").newline().open("head").open("meta", "charset", "utf-8");
    head.newline().open("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    head.newline();
    head.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    head.newline().element("title", page.origin().name() + ": backtest batch").newline();
    write(out, "<!doctype html>\n" + head);
    write(out, "<style>\n" + Assets.style() + "</style>\n</head><body>\n");
    Html body = new Html();
    body.open("main").newline();
    Sections.write(body, page);
    body.close("main").newline();
    write(out, body.toString());
    write(out, "<script type=\"application/json\" id=\"data\">");
    write(out, PageData.json(page));
    write(out, "</script>\n<script>\n" + Assets.charts() + "\n</script>\n");
    write(out, "<script>\n" + Assets.script() + "\n</script>\n</body></html>\n");
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
