package org.backtestrunner.orchestrator;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import org.backtestrunner.orchestrator.batch.progress.Progress;
import org.backtestrunner.shared.text.PrintableText;

/**
 * What all of this program prints passes through here, so that nothing that others have named or
 * written is obeyed by a terminal: only ends of lines are, tabs, and the erasing of our own line of
 * progress, which stands at the beginning of what is printed.
 */
final class TerminalText extends FilterWriter {
  TerminalText(Writer out) {
    super(out);
  }

  @Override
  public void write(int c) throws IOException {
    out.write(shown((char) c));
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    write(new String(text, from, length), 0, length);
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    String part = text.substring(from, from + length);
    int own = part.startsWith(Progress.ERASE_LINE) ? Progress.ERASE_LINE.length() : 0;
    StringBuilder shown = new StringBuilder(part.substring(0, own));
    for (int i = own; i < length; i++) {
      shown.append(shown(part.charAt(i)));
    }
    out.write(shown.toString());
  }

  private static char shown(char c) {
    return c == '\n' || c == '\t' || !PrintableText.isObeyed(c) ? c : ' ';
  }
}
