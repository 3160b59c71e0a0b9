package org.backtestrunner.worker.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.backtestrunner.worker.parameter.Parameters;

/** The format files that come with the worker, by name. */
public final class Presets {
  /** All of them, as the parameters list them. */
  public static final List<String> NAMES = Parameters.LIST.get("price_format").choices();

  private Presets() {}

  /** The text of a preset. */
  public static String text(String name) {
    try (InputStream resource = Presets.class.getResourceAsStream("presets/" + name + ".yaml")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** What a preset is for: the first line of its text. */
  public static String description(String name) {
    String text = text(name);
    return text.substring(2, text.indexOf('\n'));
  }
}
