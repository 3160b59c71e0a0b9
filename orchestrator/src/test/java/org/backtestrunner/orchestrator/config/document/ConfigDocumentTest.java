package org.backtestrunner.orchestrator.config.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Mapping;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Scalar;
import org.backtestrunner.orchestrator.config.document.ConfigNode.Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigDocumentTest {
  @TempDir private Path directory;

  private Mapping read(String name, byte[] bytes) throws Exception {
    Files.write(directory.resolve(name), bytes);
    return ConfigDocument.read(ConfigSource.read(Path.of(name), directory));
  }

  private Mapping yaml(String text) throws Exception {
    return read("x.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private String refusal(String name, byte[] bytes) {
    ConfigException e = assertThrows(ConfigException.class, () -> read(name, bytes));
    assertEquals(1, e.problems().size());
    return e.getMessage();
  }

  private String refusal(String text) {
    return refusal("x.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private String jsonRefusal(String text) {
    return refusal("x.json", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void scalarsKeepTheTextThatTheUserWrote() throws Exception {
    Mapping root =
        yaml("a: no\nb: 007\nc: 0.60\nd: 1e5\ne: 2020-01-01\nf: 'x: y'\ng: \"\\u00e9\"\nh: 0x1F\n");
    List<String> texts =
        root.entries().stream().map(entry -> ((Scalar) entry.value()).text()).toList();
    assertEquals(
        List.of("no", "007", "0.60", "1e5", "2020-01-01", "x: y", "\u00e9", "0x1F"), texts);
  }

  @Test
  void jsonNumbersKeepTheirTextToo() throws Exception {
    Mapping root = read("x.json", "{\"a\": 0.60,\n\t\"b\": 1e5, \"c\": true}".getBytes());
    assertEquals(new Scalar(1, "0.60", false), root.find("a").orElseThrow());
    assertEquals(new Scalar(2, "1e5", false), root.find("b").orElseThrow());
    assertEquals(new Scalar(2, "true", false), root.find("c").orElseThrow());
  }

  @Test
  void onlyAnUnquotedNullIsNull() throws Exception {
    Mapping root = yaml("a:\nb: ~\nc: null\nd: 'null'\ne: ''\n");
    List<Boolean> nulls =
        root.entries().stream().map(entry -> ((Scalar) entry.value()).isNull()).toList();
    assertEquals(List.of(true, true, true, false, false), nulls);
  }

  @Test
  void everyKeyAndValueKnowsItsLine() throws Exception {
    Mapping root = yaml("# comment\n\na:\n  b: [x,\n   y]\nc: |\n  text\n");
    assertEquals(3, root.entries().get(0).line());
    Mapping a = (Mapping) root.find("a").orElseThrow();
    assertEquals(4, a.entries().get(0).line());
    Sequence b = (Sequence) a.find("b").orElseThrow();
    assertEquals(List.of(new Scalar(4, "x", false), new Scalar(5, "y", false)), b.items());
    assertEquals(6, root.find("c").orElseThrow().line());
  }

  @Test
  void byteOrderMarksAndWindowsLineEndsAreFine() throws Exception {
    assertEquals(new Scalar(2, "2", false), yaml("\uFEFFa: 1\r\nb: 2\r\n").find("b").orElseThrow());
    assertEquals(
        new Scalar(2, "2", false),
        read("x.json", "\uFEFF{\"a\": 1,\r\n\"b\": 2}".getBytes(StandardCharsets.UTF_8))
            .find("b")
            .orElseThrow());
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedWithTheirLine() {
    assertEquals(
        "x.yaml:2: the file is not UTF-8 text",
        refusal("x.yaml", "a: 1\nb: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1)));
    assertEquals(
        "x.yaml:1: the file is not UTF-8 text",
        refusal("x.yaml", "a: 1".getBytes(StandardCharsets.UTF_16)));
    assertEquals(
        "x.yaml:1: the file is not UTF-8 text", refusal("x.yaml", new byte[] {'a', (byte) 0xC3}));
  }

  @Test
  void controlCharactersAreRefused() {
    assertEquals("x.yaml:2: a control character (U+0000)", refusal("a: 1\nb: \0\n"));
    assertEquals("x.json:1: a control character (U+001B)", jsonRefusal("{\"a\": \"\u001b\"}"));
  }

  @Test
  void tabsCannotIndentYaml() {
    String message = "x.yaml:2: a tab: YAML is indented with spaces only";
    assertEquals(message, refusal("a:\n\tb: 1\n"));
    assertEquals(message, refusal("a:\n  \tb: 1\n"));
  }

  @Test
  void aTabBeforeACommentIsFine() throws Exception {
    assertEquals(new Scalar(1, "1", false), yaml("a: 1\t# x\ty\n").find("a").orElseThrow());
  }

  @Test
  void aSecondDocumentIsRefused() {
    String sentence = "a second document starts here; a config file holds one";
    assertEquals("x.yaml:2: " + sentence, refusal("a: 1\n---\nb: 2\n"));
    assertEquals("x.json:1: " + sentence, jsonRefusal("{} {}"));
  }

  @Test
  void oneDocumentWithItsMarksIsFine() throws Exception {
    assertEquals(1, yaml("---\na: 1\n...\n").entries().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "\uFEFF", "null"})
  void anEmptyFileIsRefused(String text) {
    assertEquals("x.yaml: the file is empty", refusal(text));
  }

  @Test
  void anEmptyJsonFileIsRefused() {
    assertEquals("x.json: the file is empty", jsonRefusal(" \n"));
  }

  @Test
  void theTopLevelMustBeAMapping() {
    assertEquals(
        "x.yaml:1: the top level must be keys with values, not a list", refusal("- a\n- b\n"));
    assertEquals(
        "x.yaml:2: the top level must be keys with values, not 'text'", refusal("\ntext\n"));
    assertEquals("x.json:1: the top level must be keys with values, not '1'", jsonRefusal("1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x: 1\na: &anchor 1\n",
        "x: 1\na: &anchor {b: 1}\n",
        "x: 1\na: [&anchor 1]\n",
        "x: 1\n&anchor a: 1\n",
        "x: 1\na: *anchor\n"
      })
  void anchorsAndAliasesAreRefused(String text) {
    assertEquals("x.yaml:2: YAML anchors and aliases (&, *) are not supported", refusal(text));
  }

  @Test
  void mergeKeysAndTagsAreRefused() {
    assertEquals("x.yaml:2: YAML merge keys (<<) are not supported", refusal("a: 1\n<<: {}\n"));
    String tags = "x.yaml:1: YAML tags (!) are not supported; put text in quotes";
    assertEquals(tags, refusal("a: !!int 1\n"));
    assertEquals(tags, refusal("a: !!python/object:os.system {}\n"));
    assertEquals(tags, refusal("a: ! x\n"));
  }

  @Test
  void deepNestingIsRefusedBeforeItCostsAnything() {
    assertEquals("x.yaml:8: nested deeper than 8 levels", refusal("a: " + "[\n".repeat(4_000_000)));
    assertEquals("x.yaml:1: nested deeper than 8 levels", refusal("{a: ".repeat(99)));
    assertEquals("x.json:1: nested deeper than 8 levels", jsonRefusal("{\"a\":".repeat(1_000_000)));
  }

  @Test
  void aFileOfMoreThan8MebibytesIsRefused() {
    byte[] bytes = new byte[(8 << 20) + 1];
    assertEquals("x.yaml: the file is larger than 8 MiB", refusal("x.yaml", bytes));
  }

  @Test
  void moreThanAMillionValuesAreRefused() {
    assertEquals(
        "x.yaml:1000000: the file holds more than a million values",
        refusal("a:\n" + "- 1\n".repeat(1_000_001)));
  }

  @Test
  void aLargeFileOfFewValuesIsFine() throws Exception {
    assertEquals(1, yaml("a: |\n" + "  x\n".repeat(1 << 20)).entries().size());
  }

  @Test
  void aYamlLineThatWouldTakeTheScannerLongIsRefused() {
    assertEquals(
        "x.yaml:2: a line longer than 256 KiB; write long lists with one value a line",
        refusal("a: 1\nb: '" + "x".repeat(1 << 20) + "'\n"));
  }

  @Test
  void aLongLineOfJsonIsFine() throws Exception {
    byte[] json = ("{\"a\": [" + "1,".repeat(500_000) + "1]}").getBytes(StandardCharsets.UTF_8);
    assertEquals(1, read("x.json", json).entries().size());
  }

  @Test
  void syntaxErrorsAreOneShortLine() {
    assertEquals(
        "x.yaml:2: invalid YAML: mapping values are not allowed here", refusal("a: 1\nb: c: d\n"));
    assertEquals(
        "x.yaml:3: invalid YAML: expected ',' or ']', but got <stream end>",
        refusal("a: [1,\n 2\n"));
    assertEquals("x.yaml:1: a key must be plain text", refusal("{a: 1}: 2\n"));
    assertEquals(
        "x.json:2: invalid JSON: Unexpected character ('}' (code 125)):"
            + " was expecting double-quote to start field name",
        jsonRefusal("{\"a\": 1,\n}"));
    assertEquals(
        "x.json:1: invalid JSON: Unexpected end-of-input: expected close marker for Object",
        jsonRefusal("{\"a\": 1"));
  }

  @Test
  void anEscapeOfHalfACharacterIsRefused() {
    assertEquals(
        "x.json:1: an escape that is no Unicode character", jsonRefusal("{\"a\": \"\\ud800\"}"));
    assertEquals(
        "x.yaml:2: an escape that is no Unicode character", refusal("a: 1\n\"\\uDC00\": 1\n"));
  }

  @Test
  void anyEndingIsReadAsYamlAndJsonIsRecognisedByItsBrace() throws Exception {
    byte[] yaml = "a: no\nb: [1]\n".getBytes(StandardCharsets.UTF_8);
    byte[] braces = "\uFEFF\n {a: no, b: [1]}".getBytes(StandardCharsets.UTF_8);
    byte[] json = "{\n\t\"a\": \"no\",\n\t\"b\": [1]\n}".getBytes(StandardCharsets.UTF_8);
    for (String name : List.of("x.txt", "x", "x.yaml", "x.json.tmpl")) {
      for (byte[] text : List.of(yaml, braces, json)) {
        Mapping root = read(name, text);
        assertEquals("no", ((Scalar) root.find("a").orElseThrow()).text(), name);
        assertEquals(1, ((Sequence) root.find("b").orElseThrow()).items().size(), name);
      }
    }
    assertEquals(
        "x.txt:2: invalid YAML: mapping values are not allowed here",
        refusal("x.txt", "a: 1\nb: c: d\n".getBytes(StandardCharsets.UTF_8)));
    assertEquals("x.txt: the file is empty", refusal("x.txt", new byte[0]));
  }

  @Test
  void aFileThatIsNotThereIsNamedInFull() {
    ConfigException e =
        assertThrows(ConfigException.class, () -> ConfigSource.read(Path.of("no.yaml"), directory));
    assertEquals("no.yaml: config file not found: " + directory.resolve("no.yaml"), e.getMessage());
  }

  @Test
  void aDirectoryIsNoConfig() throws Exception {
    Files.createDirectory(directory.resolve("d.yaml"));
    ConfigException e =
        assertThrows(ConfigException.class, () -> ConfigSource.read(Path.of("d.yaml"), directory));
    assertTrue(e.getMessage().startsWith("d.yaml: is a directory"), e.getMessage());
  }

  /** Whatever the damage, the answer is a document or a sentence, never another exception. */
  @Test
  void damagedFilesGiveASentence() throws Exception {
    String whole =
        "a: [1, 'two', \"\\x41\"]\nb:\n  - {c: 0b1, d: |\n      text}\n  - ? x\n    : y\n";
    String marks = "&*!|>%@`{}[]:-?#'\"\\\n\t 0xU_~<,\u2028\uD83D\uDE00";
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder(whole);
      for (int change = 0; change <= random.nextInt(4); change++) {
        int position = random.nextInt(text.length());
        text.insert(position, marks.charAt(random.nextInt(marks.length())));
        text.deleteCharAt(random.nextInt(text.length()));
      }
      try {
        read(i % 4 == 0 ? "x.json" : "x.yaml", text.toString().getBytes(StandardCharsets.UTF_8));
      } catch (ConfigException e) {
        refused++;
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        assertTrue(e.getMessage().length() < 300, e.getMessage());
      }
    }
    assertTrue(refused > 100);
  }
}
