package org.backtestrunner.orchestrator.config.sample;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where the points of a sample come from. */
public enum Method {
  /** Each point as likely as any other. */
  RANDOM,
  /** Points that lie evenly. */
  SOBOL;

  /** As it is written. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> labels() {
    return Stream.of(values()).map(Method::label).toList();
  }
}
