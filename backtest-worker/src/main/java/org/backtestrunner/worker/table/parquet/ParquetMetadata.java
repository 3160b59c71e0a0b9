package org.backtestrunner.worker.table.parquet;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What pandas and Arrow leave beside the columns, as far as a complaint can use it. */
final class ParquetMetadata {
  private static final Pattern PANDAS_ZONE = Pattern.compile("\"timezone\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern ARROW_ZONE =
      Pattern.compile("[A-Z][A-Za-z_]+/[A-Z][A-Za-z_+-]+(?:/[A-Z][A-Za-z_]+)?");

  private ParquetMetadata() {}

  /** The first zone other than UTC that the metadata of a file has for a column. */
  static Optional<String> zone(Map<String, String> metadata) {
    Optional<String> pandas = first(PANDAS_ZONE, metadata.getOrDefault("pandas", ""));
    return pandas.isPresent() ? pandas : first(ARROW_ZONE, arrowSchema(metadata));
  }

  private static String arrowSchema(Map<String, String> metadata) {
    try {
      byte[] schema = Base64.getDecoder().decode(metadata.getOrDefault("ARROW:schema", ""));
      return new String(schema, StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      String name = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
      if (!name.equals("UTC") && isZone(name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static boolean isZone(String name) {
    try {
      ZoneId.of(name);
      return true;
    } catch (DateTimeException unknown) {
      return false;
    }
  }
}
