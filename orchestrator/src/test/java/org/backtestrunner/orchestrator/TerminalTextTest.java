package org.backtestrunner.orchestrator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.backtestrunner.orchestrator.batch.progress.Progress;
import org.junit.jupiter.api.Test;

class TerminalTextTest {
  private final StringWriter terminal = new StringWriter();
  private final PrintWriter out = new PrintWriter(new TerminalText(terminal), true);

  @Test
  void whatOthersHaveWrittenIsNotObeyed() {
    out.print("run \u001b]0;title\u0007 \u009b31m \u202etxt" + Progress.ERASE_LINE + "gone\r\n");
    out.print('\u001b');
    out.print(new char[] {'a', '\u2067', '\t'});
    assertEquals("run  ]0;title   31m  txt  [Kgone \n a \t", terminal.toString());
  }

  @Test
  void helpHasNoColoursThatWouldBeBlanked() {
    System.setProperty("picocli.ansi", "true");
    try {
      StringWriter help = new StringWriter();
      Main.execute(new String[] {"check_health", "--help"}, new PrintWriter(help), out);
      assertTrue(help.toString().startsWith("Usage: cli check_health [-h]"), help.toString());
    } finally {
      System.clearProperty("picocli.ansi");
    }
  }

  @Test
  void ourOwnLineOfProgressIsErased() {
    out.print(Progress.ERASE_LINE + "1/2 done");
    assertEquals("\r\u001b[K1/2 done", terminal.toString());
  }
}
