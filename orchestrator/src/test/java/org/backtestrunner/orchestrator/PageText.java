package org.backtestrunner.orchestrator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Pattern;

/** The page of a batch, or a part of it, as text in which to look for things. */
record PageText(String html) {
  static final String DASH = "\u2013";

  /** What the first group of a pattern takes, wherever that matches. */
  List<String> found(String pattern) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(html)
        .results()
        .map(result -> result.group(1))
        .toList();
  }

  /** The same as a reader sees it. */
  List<String> shown(String pattern) {
    return found(pattern).stream().map(PageText::plain).toList();
  }

  /** The part between the tags of a section. */
  PageText section(String id) {
    return new PageText(found("<section id=\"" + id + "\">(.*?)</section>").get(0));
  }

  /** The rows of a table, cell by cell. */
  List<List<String>> rows(String table) {
    String rows = found("<table[^>]*" + table + "[^>]*>(.*?)</table>").get(0);
    return new PageText(rows)
        .found("<tr>(.*?)</tr>").stream()
            .map(row -> new PageText(row).shown("<t[hd][^>]*>(.*?)</t[hd]>"))
            .toList();
  }

  static String plain(String html) {
    return html.replaceAll("<[^>]*>", "")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replace('\u00a0', ' ');
  }

  /** A number as the page writes it. */
  static String number(double value, int decimals) {
    return new BigDecimal(value)
        .setScale(decimals, RoundingMode.HALF_EVEN)
        .toPlainString()
        .replace('-', '\u2212');
  }

  static String number(JsonNode value, int decimals) {
    return value.isNumber() ? number(value.asDouble(), decimals) : DASH;
  }

  static String percent(double share) {
    return number(100 * share, 1) + " %";
  }

  static String percent(JsonNode share) {
    return share.isNumber() ? percent(share.asDouble()) : DASH;
  }
}
