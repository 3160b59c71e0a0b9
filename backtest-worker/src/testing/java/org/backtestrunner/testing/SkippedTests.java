package org.backtestrunner.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Says at the end of a build which tests were skipped, and why. */
public final class SkippedTests {
  private SkippedTests() {}

  /**
   * @param args the time at which the build began, and the modules, whose reports of tests it has
   *     left in {@code target}
   */
  public static void main(String[] args) throws IOException {
    Instant begun = Instant.parse(args[0]);
    List<Path> reports = new ArrayList<>();
    for (String module : List.of(args).subList(1, args.length)) {
      for (String tests : List.of("surefire", "failsafe")) {
        reports.addAll(reports(Path.of(module, "target", tests + "-reports"), begun));
      }
    }
    lines(reports).forEach(System.out::println);
  }

  /** Those that are not left of an earlier build. */
  private static List<Path> reports(Path directory, Instant begun) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Path> reports = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        if (file.getFileName().toString().matches("TEST-.*\\.xml")
            && !Files.getLastModifiedTime(file).toInstant().isBefore(begun)) {
          reports.add(file);
        }
      }
    }
    return reports;
  }

  /** Nothing where no test was skipped; else a heading, and a line for each class and reason. */
  static List<String> lines(List<Path> reports) throws IOException {
    Map<String, Integer> skipped = new TreeMap<>();
    int tests = 0;
    for (Path report : reports) {
      NodeList cases = read(report).getElementsByTagName("testcase");
      tests += cases.getLength();
      for (int i = 0; i < cases.getLength(); i++) {
        Element test = (Element) cases.item(i);
        NodeList reasons = test.getElementsByTagName("skipped");
        if (reasons.getLength() > 0) {
          String where = simpleName(test.getAttribute("classname"));
          skipped.merge(where + ": " + reason((Element) reasons.item(0)), 1, Integer::sum);
        }
      }
    }
    if (skipped.isEmpty()) {
      return List.of();
    }
    int count = skipped.values().stream().mapToInt(Integer::intValue).sum();
    List<String> lines = new ArrayList<>();
    lines.add("Skipped " + count + " of " + tests + " tests:");
    skipped.forEach((where, times) -> lines.add("  " + times + " in " + where));
    return lines;
  }

  private static Element read(Path report) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(report.toFile())
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(report + " is no report of tests", e);
    }
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  /** Of a disabled test an attribute, of an assumption that failed its stack trace. */
  private static String reason(Element skipped) {
    String text = skipped.getAttribute("message") + skipped.getTextContent();
    String plain =
        text.strip()
            .replaceFirst("^[\\w.]+Exception: ", "")
            .replaceFirst("^Assumption failed: ", "");
    return plain.lines().findFirst().orElse("no reason given");
  }
}
