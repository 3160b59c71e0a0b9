package org.backtestrunner.orchestrator.command.argument;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Who reads stdout: a person, or a program. */
public enum TextOrJson {
  TEXT,
  JSON;

  /** Reads {@code text} and {@code json}. */
  public static final class Converter implements ITypeConverter<TextOrJson> {
    @Override
    public TextOrJson convert(String text) {
      return switch (text) {
        case "text" -> TEXT;
        case "json" -> JSON;
        default -> throw new TypeConversionException("'" + text + "' is neither text nor json");
      };
    }
  }
}
