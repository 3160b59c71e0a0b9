package org.backtestrunner.orchestrator.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** Styles and scripts that every page holds. */
final class Assets {
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/";
  private static final String UPLOT_PROPERTIES =
      "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
  private static final List<String> SCRIPTS =
      List.of(
          "data.js",
          "charts.js",
          "curves.js",
          "ranking.js",
          "walks.js",
          "parameters.js",
          "run.js",
          "start.js");

  private Assets() {}

  static String style() {
    return uplot("dist/uPlot.min.css").strip() + "\n" + text("report.css");
  }

  /** uPlot with its licence. */
  static String charts() {
    return "/*!\n" + uplot("LICENSE").strip() + "\n*/\n" + uplot("dist/uPlot.iife.min.js").strip();
  }

  /** Our own script. */
  static String script() {
    return "(() => {\n'use strict';\n"
        + SCRIPTS.stream().map(Assets::text).collect(Collectors.joining("\n"))
        + "})();";
  }

  private static String uplot(String file) {
    Properties properties = new Properties();
    try (InputStream in = open(UPLOT_PROPERTIES)) {
      properties.load(in);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return text(UPLOT + properties.getProperty("version") + "/" + file);
  }

  private static String text(String resource) {
    try (InputStream in = open(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static InputStream open(String resource) {
    InputStream in = Assets.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException("not in the jar: " + resource);
    }
    return in;
  }
}
