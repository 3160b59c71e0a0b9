package org.backtestrunner.orchestrator.command.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of a program with all its commands, in the macros of man(7). */
public final class ManualPage {
  private static final String PARAGRAPH = ".PP";
  private static final String ITEM = ".TP";
  private static final int COLUMNS = 78;

  private final List<String> lines = new ArrayList<>();

  private ManualPage() {}

  /**
   * @param product name and version, for the foot of the page
   * @param date of the page, such as 2020-12-31
   */
  public static String of(CommandSpec program, String product, String date) {
    ManualPage page = new ManualPage();
    page.lines.add(
        ".TH %s 1 %s \"%s\"".formatted(program.name().toUpperCase(Locale.ROOT), date, product));
    // Names and paths stay whole.
    page.lines.add(".nh");
    page.lines.add(".ad l");
    page.macro(".SH", "NAME");
    String says = text(program.usageMessage().description());
    page.lines.add(escaped(program.name()) + " \\- " + escaped(withoutStop(says)));
    page.macro(".SH", "SYNOPSIS");
    List<CommandSpec> commands = Completions.commands(program);
    page.lines.add(".nf");
    commands.forEach(page::synopsis);
    page.lines.add(".fi");
    page.macro(".SH", "DESCRIPTION");
    page.text(says);
    page.macro(".SH", "OPTIONS");
    page.options(program);
    page.macro(".SH", "COMMANDS");
    commands.forEach(page::command);
    return String.join("\n", page.lines) + "\n";
  }

  /** The text of several lines as one, in the form that a help shows. */
  static String text(String... lines) {
    return Stream.of(lines)
        .map(line -> line.replace("%n", " ").replace("%%", "%"))
        .collect(Collectors.joining(" "))
        .strip();
  }

  private void synopsis(CommandSpec command) {
    StringJoiner words = new StringJoiner(" ");
    words.add("\\fB" + escaped(command.qualifiedName()) + "\\fR");
    words.add("[\\fIOPTION\\fR]...");
    for (OptionSpec option : command.options()) {
      if (option.required()) {
        words.add(usage(option, option.longestName()));
      }
    }
    for (PositionalParamSpec argument : command.positionalParameters()) {
      String label = "\\fI" + escaped(argument.paramLabel()) + "\\fR";
      words.add(argument.required() ? label : "[" + label + "]");
    }
    lines.add(words.toString());
  }

  private void command(CommandSpec command) {
    macro(".SS", command.qualifiedName());
    text(text(command.usageMessage().description()));
    for (PositionalParamSpec argument : command.positionalParameters()) {
      lines.add(ITEM);
      lines.add("\\fI" + escaped(argument.paramLabel()) + "\\fR");
      text(text(argument.description()));
    }
    options(command);
    Map<String, String> exitCodes = command.usageMessage().exitCodeList();
    if (!exitCodes.isEmpty()) {
      lines.add(PARAGRAPH);
      lines.add("Exit codes:");
      exitCodes.forEach(
          (code, meaning) -> {
            lines.add(ITEM);
            lines.add("\\fB" + escaped(code) + "\\fR");
            text(meaning);
          });
    }
    footer(command);
  }

  /** Its indented lines are commands, each a line. */
  private void footer(CommandSpec command) {
    for (String line : command.usageMessage().footer()) {
      if (!line.isBlank()) {
        lines.add(PARAGRAPH);
        if (line.startsWith(" ")) {
          lines.add(".RS 4");
          lines.add(".nf");
          lines.add(escaped(line.strip()));
          lines.add(".fi");
          lines.add(".RE");
        } else {
          text(line);
        }
      }
    }
  }

  private void options(CommandSpec command) {
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        lines.add(ITEM);
        lines.add(
            Stream.of(option.names())
                .map(name -> usage(option, name))
                .collect(Collectors.joining(", ")));
        text(text(option.description()));
      }
    }
  }

  private static String usage(ArgSpec option, String name) {
    String value = option.arity().max() > 0 ? "=\\fI" + escaped(option.paramLabel()) + "\\fR" : "";
    return "\\fB" + escaped(name) + "\\fR" + value;
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private void macro(String name, String... words) {
    StringJoiner line = new StringJoiner(" ").add(name);
    for (String word : words) {
      line.add("\"" + escaped(word).replace("\"", "\\(dq") + "\"");
    }
    lines.add(line.toString());
  }

  /** Lines of the source are as long as those of a terminal. */
  private void text(String text) {
    StringBuilder line = new StringBuilder();
    for (String word : escaped(text).split(" +")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > COLUMNS) {
        lines.add(line.toString());
        line.setLength(0);
      }
      if (line.isEmpty()) {
        // A line that begins like this would be a request.
        line.append(word.startsWith(".") || word.startsWith("'") ? "\\&" : "").append(word);
      } else {
        line.append(' ').append(word);
      }
    }
    lines.add(line.toString());
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }
}
