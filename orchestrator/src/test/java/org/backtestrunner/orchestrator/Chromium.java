package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real browser without a window. It opens copies of pages in which a script of the test comes
 * first and another one last, and gives back what the last one has told.
 */
record Chromium(Path program, Path directory) {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final int PATIENCE_SECONDS = 100;
  private static final Pattern TOLD = Pattern.compile("<pre id=\"told-to-the-test\">([^<]*)</pre>");

  /** Notes what must not happen. */
  private static final String WATCH =
      """
      <script>
      window.wrong = [];
      addEventListener('error', (e) => wrong.push('error: ' + e.message));
      addEventListener('unhandledrejection', (e) => wrong.push('rejection: ' + e.reason));
      addEventListener('securitypolicyviolation', (e) => wrong.push('policy: ' + e.blockedURI));
      for (const name of ['error', 'warn']) console[name] = (...all) => wrong.push(name + ': ' + all.join(' '));
      </script>
      """;

  /** What every test can ask. */
  private static final String TELL =
      """
      <script>
      const pixels = (canvas) => {
        const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let count = 0;
        for (let i = 3; i < data.length; i += 4) if (data[i] > 0) count++;
        return count;
      };
      const all = (selector) => [...document.querySelectorAll(selector)];
      const one = (selector) => document.querySelector(selector);
      const texts = (selector) => all(selector).map((e) => e.textContent.replaceAll('\\u00a0', ' ').trim());
      const set = (selector, value, event) => {
        const place = one(selector);
        if (place.type === 'checkbox' || place.type === 'radio') place.checked = value;
        else place.value = value;
        place.dispatchEvent(new Event(event, {bubbles: true}));
      };
      const wait = (ms) => new Promise((go) => setTimeout(go, ms));
      (async () => {
        const told = {};
        try {
          await wait(50);
          await (async () => {
      %s
          })();
        } catch (failure) {
          wrong.push('test: ' + failure.stack);
        }
        await wait(50);
        told.wrong = wrong;
        told.page = location.pathname.replace(/.*\\/|[.]html/g, '');
        told.requests = performance.getEntriesByType('resource').map((entry) => entry.name);
        const place = document.createElement('pre');
        place.id = 'told-to-the-test';
        place.textContent = encodeURIComponent(JSON.stringify(told));
        document.body.append(place);
        if (window.parent !== window) window.parent.postMessage(place.textContent, '*');
      })();
      </script>
      """;

  /** The first one on the path; empty where there is none. */
  static Optional<Path> find() {
    String path = System.getenv().getOrDefault("PATH", "");
    return NAMES.stream()
        .flatMap(
            name -> Stream.of(path.split(File.pathSeparator)).map(place -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Opens a page and gives back what a script tells in {@code told}; nothing may go wrong meanwhile
   * and nothing be fetched.
   *
   * @param address what comes after the file's name, such as {@code #run=0001}
   */
  JsonNode ask(Path page, String address, String script, String... flags) {
    return ask(BatchOutput.text(page), address, script, flags);
  }

  /** The same of the text of a page. */
  JsonNode ask(String page, String address, String script, String... flags) {
    Path copy = copy("page.html", watched(page, script));
    return told(dom(copy.toUri() + address, flags));
  }

  /**
   * The same of several pages at once, each in a frame of some width, which may be smaller than any
   * window.
   *
   * @param pages by name
   */
  Map<String, JsonNode> askInFrames(Map<String, Path> pages, int width, String script) {
    StringBuilder frames = new StringBuilder("<!doctype html>");
    pages.forEach(
        (name, page) -> {
          copy(name + ".html", watched(BatchOutput.text(page), script));
          frames.append(
              "<iframe src=\"%s.html\" style=\"width:%dpx;height:800px;border:0\"></iframe>"
                  .formatted(name, width));
        });
    Path all =
        copy(
            "frames.html",
            frames
                + """
                <script>addEventListener('message', (e) => {
                  const place = document.createElement('pre');
                  place.id = 'told-to-the-test';
                  place.textContent = e.data;
                  document.body.append(place);
                });</script>
                """);
    Map<String, JsonNode> told = new TreeMap<>();
    Matcher answer = TOLD.matcher(dom(all.toUri().toString(), "--allow-file-access-from-files"));
    while (answer.find()) {
      JsonNode one = checked(answer.group(1));
      told.put(one.get("page").asText(), one);
    }
    assertEquals(pages.keySet(), told.keySet());
    return told;
  }

  /** Prints a page. */
  byte[] pdf(Path page) {
    Path file = directory.resolve("page.pdf");
    run(List.of("--print-to-pdf=" + file, page.toUri().toString()));
    try {
      return Files.readAllBytes(file);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String watched(String page, String script) {
    assertTrue(page.contains("<meta charset"), "not a page of ours");
    return page.replaceFirst("<meta charset", Matcher.quoteReplacement(WATCH + "<meta charset"))
        .replace("</body>", TELL.formatted(script) + "</body>");
  }

  private Path copy(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private String dom(String address, String... flags) {
    List<String> arguments = new ArrayList<>(List.of(flags));
    arguments.addAll(List.of("--virtual-time-budget=20000", "--dump-dom", address));
    return run(arguments);
  }

  private static JsonNode told(String dom) {
    Matcher told = TOLD.matcher(dom);
    assertTrue(told.find(), "the page has told nothing");
    return checked(told.group(1));
  }

  private static JsonNode checked(String told) {
    try {
      String json = URLDecoder.decode(told.replace("+", "%2B"), StandardCharsets.UTF_8);
      JsonNode answer = new ObjectMapper().readTree(json);
      assertEquals("[]", answer.get("wrong").toString());
      assertEquals("[]", answer.get("requests").toString());
      return answer;
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private String run(List<String> arguments) {
    try {
      List<String> command = new ArrayList<>();
      command.add(program.toString());
      command.addAll(
          List.of(
              "--headless",
              "--no-sandbox",
              "--disable-gpu",
              "--hide-scrollbars",
              "--no-first-run",
              "--window-size=1280,1600",
              "--user-data-dir=" + Files.createTempDirectory(directory, "profile")));
      command.addAll(arguments);
      Path out = directory.resolve("out.txt");
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(directory.resolve("err.txt").toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the browser does not end");
      }
      return BatchOutput.text(out);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
