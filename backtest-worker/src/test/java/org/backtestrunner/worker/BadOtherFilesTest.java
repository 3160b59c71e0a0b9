package org.backtestrunner.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadOtherFilesTest {
  private static final String NEUTRAL =
      "factors: [{name: alpha, weight: 1}]\noptions: {neutralize_by: sector}\n";

  @TempDir Path directory;

  private static BadInput symbols(String what, byte[] content, String... said) {
    return BadInput.of(what, said).with("symbols_file", "@symbols").file("symbols", content);
  }

  private static BadInput symbols(String what, String text, String... said) {
    return symbols(what, text.getBytes(StandardCharsets.UTF_8), said);
  }

  private static BadInput groups(String what, String text, String... said) {
    return BadInput.ofFactors(what, said)
        .file("bundle", NEUTRAL)
        .with("groups_file", "@groups")
        .file("groups", text);
  }

  private static BadInput weights(String what, String rows, String... said) {
    return BadInput.of(what, said)
        .with("strategy", "target_weights")
        .with("weights_file", "@weights")
        .file("weights", "timestamp,symbol,weight\n" + rows);
  }

  private static BadInput factors(String what, String text, String... said) {
    return BadInput.ofFactors(what, said).file("factors", text);
  }

  static Stream<BadInput> symbols() {
    return Stream.of(
        symbols("no symbol", "# none\n\n", "@prices", "no symbol of the universe", "@symbols"),
        symbols("an empty file", "", "@prices", "no symbol of the universe", "@symbols"),
        symbols("other symbols only", "C\nD\n", "@prices", "no symbol of the universe", "@symbols"),
        symbols("symbols of another case", "a\nb\n", "@prices", "no symbol of the universe"),
        symbols(
            "half of its quotes", "A\nB\"\n", "@symbols:2: 'B\"'", "a quote without its fellow"),
        symbols("a quote in quotes", "\"A\nB\n", "@symbols:1: '\"A'", "a quote without its fellow"),
        symbols("binary", new byte[] {'A', '\n', 0, 1, 2}, "@symbols", "NUL"),
        symbols("UTF-16", "A\n".getBytes(StandardCharsets.UTF_16), "@symbols", "is not UTF-8 text"),
        symbols("invalid UTF-8", new byte[] {'A', (byte) 0xc3, '\n'}, "@symbols", "is not UTF-8"));
  }

  static Stream<BadInput> groups() {
    return Stream.of(
        groups(
            "half of a symbol's quotes",
            "symbol,sector\nA,x\nB\",x\n",
            "@groups:3: column symbol: 'B\"' has a quote without its fellow"),
        groups(
            "a symbol twice",
            "symbol,sector\nA,x\nA,x\n",
            "@groups:3: column symbol: the symbol 'A' is there twice"),
        groups(
            "a group without a cell",
            "symbol,sector\nA,\nB,\n",
            "@groups:1: column 'sector' is empty, which counts as absent"),
        groups("no such group", "symbol,industry\nA,x\n", "@groups:1: there is no column 'sector'"),
        groups(
            "no symbols", "firm,sector\nA,x\n", "@groups:1: no column for symbol; the header is"),
        groups(
            "a group twice",
            "symbol,sector,sector\nA,x,y\n",
            "@groups:1: the column 'sector' is there twice"),
        groups(
            "an empty symbol",
            "symbol,sector\n,x\n",
            "@groups:2: column symbol: the cell is empty"),
        groups("a row too short", "symbol,sector\nA\n", "@groups:2: the row has 1 cells"),
        groups("an empty file", "", "@groups", "the file is empty"),
        BadInput.ofFactors("no groups file", "@bundle", "neutralize_by", "groups_file")
            .file("bundle", NEUTRAL));
  }

  static Stream<BadInput> weights() {
    return Stream.of(
        weights(
            "a day that is no bar",
            "2020-01-04,A,1\n",
            "@weights:2: column timestamp: '2020-01-04' is no bar of the price file"),
        weights(
                "two days for one bar",
                "2020-01-03,A,1\n2020-01-04,A,1\n",
                "@weights:3: column timestamp: '2020-01-04' and 2020-01-03 would both take effect"
                    + " at 2020-01-03")
            .with("weights_roll", "previous"),
        weights(
                "a time that is no bar",
                "2020-01-03T10:00Z,A,1\n",
                "@weights:2: column timestamp: '2020-01-03T10:00Z' is no bar")
            .with("freq", "5min"),
        weights(
            "an empty weight", "2020-01-03,A,\n", "@weights:2: column weight: the cell is empty"),
        weights(
            "a weight that is a word",
            "2020-01-03,A,half\n",
            "@weights:2: column weight: 'half' is not a finite decimal number"),
        weights(
            "a weight with a sign in it",
            "2020-01-03,A,5%0\n",
            "@weights:2: column weight: '5%0' is not"),
        weights(
            "a duplicate",
            "2020-01-03,A,1\n2020-01-03,A,1\n",
            "@weights:3: a second row of symbol 'A' at 2020-01-03"),
        weights(
            "a duplicate by date",
            "2020-01-03,A,1\n2020-01-03T10:00Z,A,1\n",
            "@weights:3: a second row of symbol 'A' at 2020-01-03"),
        weights(
            "an unknown symbol",
            "2020-01-03,Z,1\n",
            "@weights:2: column symbol: the price file has no symbol 'Z'"),
        weights(
            "an empty symbol", "2020-01-03,,1\n", "@weights:2: column symbol: the cell is empty"),
        weights(
            "an impossible date",
            "2020-02-30,A,1\n",
            "@weights:2: column timestamp: '2020-02-30' is no date"),
        weights("no column for weights", "", "@weights:1: no column for weight; the header is")
            .file("weights", "timestamp,symbol,w\n"),
        weights("an empty file", "", "@weights", "the file is empty").file("weights", ""));
  }

  static Stream<BadInput> factors() {
    return Stream.of(
        factors(
            "a name that the engine has",
            "timestamp,symbol,alpha,rv_20\n2020-01-02,A,1,1\n",
            "@factors:1: column 'rv_20' has the name of a factor that the engine computes"),
        factors(
            "a used column without a cell",
            "timestamp,symbol,alpha\n2020-01-02,A,\n2020-01-02,B,\n",
            "@bundle: unknown factor 'alpha'; known are "),
        factors(
            "a duplicate",
            "timestamp,symbol,alpha\n2020-01-02,A,1\n2020-01-02,A,1\n",
            "@factors:3: a second row of symbol 'A' at 2020-01-02; the first is ",
            "@factors:2"),
        factors(
            "a duplicate of a symbol outside the prices",
            "timestamp,symbol,alpha\n2020-01-02,Z,1\n2020-01-02,Z,1\n",
            "@factors:3: a second row of symbol 'Z'"),
        factors(
            "a word for a number",
            "timestamp,symbol,alpha\n2020-01-02,A,high\n",
            "@factors:2: column alpha: 'high' is not a finite decimal number"),
        factors(
            "no timestamps",
            "day,symbol,alpha\n",
            "@factors:1: no column for timestamp; the header"),
        factors(
            "no symbols", "timestamp,firm,alpha\n", "@factors:1: no column for symbol; the header"),
        factors(
            "another column than the bundle's",
            "timestamp,symbol,beta\n2020-01-02,A,1\n",
            "@bundle: unknown factor 'alpha'; known are",
            ", beta"),
        factors(
            "a column twice",
            "timestamp,symbol,alpha,alpha\n",
            "@factors:1: the column 'alpha' is there twice"),
        factors(
                "a fraction of a second",
                "timestamp,symbol,alpha\n2020-01-02T10:00:00.25Z,A,1\n",
                "@factors:2: column timestamp: ",
                "fraction of a second")
            .with("freq", "5min"),
        factors(
            "an empty symbol",
            "timestamp,symbol,alpha\n2020-01-02,,1\n",
            "@factors:2: column symbol: the cell is empty"),
        factors("an empty file", "", "@factors", "the file is empty"),
        BadInput.ofFactors(
                "a duplicate where no column is used", "@factors:4: a second row of symbol 'A'")
            .file("bundle", "factors: [{name: returns_1m, weight: 1}]\n")
            .file("factors", BadInput.FACTORS + "2020-01-02,A,3\n"));
  }

  @ParameterizedTest
  @MethodSource({"symbols", "groups", "weights", "factors"})
  void aBadFileIsRefusedInOneSentenceThatSaysWhereAndWhy(BadInput input) {
    input.assertRefused(directory);
  }

  private static final Map<String, BadInput> WITH_ALL_FILES =
      Map.of(
          "symbols_file", symbols("", "A\n", "@other"),
          "groups_file", groups("", "symbol,sector\n", "@other"),
          "weights_file", weights("", "", "@other"),
          "factor_file", factors("", BadInput.FACTORS, "@other"),
          "bundle_path", factors("", BadInput.FACTORS, "@other"));

  @ParameterizedTest
  @ValueSource(
      strings = {"symbols_file", "groups_file", "weights_file", "factor_file", "bundle_path"})
  void aMissingFileIsRefused(String parameter) {
    WITH_ALL_FILES
        .get(parameter)
        .with(parameter, "@other")
        .run(directory)
        .assertRefused(directory.resolve("other") + ": there is no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"symbols_file", "bundle_path"})
  void aDirectoryInPlaceOfAFileIsRefused(String parameter) throws IOException {
    Files.createDirectory(directory.resolve("other"));
    WITH_ALL_FILES
        .get(parameter)
        .with(parameter, "@other")
        .run(directory)
        .assertRefused(directory.resolve("other") + ": this is a directory, not a file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"groups_file", "weights_file", "factor_file"})
  void aDirectoryWithoutATableIsRefused(String parameter) throws IOException {
    Files.createDirectory(directory.resolve("other"));
    Files.writeString(directory.resolve("other").resolve("a.json"), "{}");
    WITH_ALL_FILES
        .get(parameter)
        .with(parameter, "@other")
        .run(directory)
        .assertRefused(
            directory.resolve("other") + ": the directory holds no file named .csv, ",
            ", only a.json");
  }

  static Stream<BadInput> overflows() {
    String[] said = {"the target of symbol 'A' at 2020-01-02 is too large to be a number"};
    return Stream.of(weights("a huge weight", "2020-01-02,A,1e308\n", said));
  }

  @ParameterizedTest
  @MethodSource("overflows")
  void aTargetBeyondAllNumbersIsRefused(BadInput input) throws IOException {
    input.assertRefused(directory);
  }
}
