package org.backtestrunner.orchestrator.config.key;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.backtestrunner.orchestrator.config.document.Problem;
import org.backtestrunner.orchestrator.config.parameter.InvalidValueException;

/** An amount of memory, at least 16 MiB and at most 1 TiB. */
public record MemorySize(int mebibytes) {
  private static final int LEAST = 16;
  private static final int MOST = 1 << 20;
  private static final int LEAST_OVERHEAD = 64;
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})([mg])");

  public MemorySize {
    if (mebibytes < LEAST || mebibytes > MOST) {
      throw new IllegalArgumentException(mebibytes + " MiB");
    }
  }

  /** Reads {@code 512m} or {@code 2g}, in either case. */
  static MemorySize parse(String text) throws InvalidValueException {
    Matcher matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new InvalidValueException("must be a size like 512m or 2g, not " + Problem.quote(text));
    }
    long mebibytes = Long.parseLong(matcher.group(1)) * (matcher.group(2).equals("g") ? 1024 : 1);
    if (mebibytes < LEAST || mebibytes > MOST) {
      throw new InvalidValueException("must be in [16m, 1024g], not " + Problem.cut(text));
    }
    return new MemorySize((int) mebibytes);
  }

  /** What a JVM with such a heap may take in all: its own code and data come on top. */
  public int withOverheadMebibytes() {
    return mebibytes + Math.max(LEAST_OVERHEAD, mebibytes / 4);
  }

  /** The shortest text: {@code 2g}. */
  String written() {
    return mebibytes % 1024 == 0 ? mebibytes / 1024 + "g" : toString();
  }

  /** As the JVM's options write it: {@code 512m}. */
  @Override
  public String toString() {
    return mebibytes + "m";
  }
}
