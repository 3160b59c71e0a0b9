package org.backtestrunner.worker.reading;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.backtestrunner.worker.parameter.Frequency;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.junit.jupiter.api.io.TempDir;

/** A directory of price files, which are read as a run reads them. */
abstract class PriceReading {
  @TempDir Path directory;

  Path file(String name, String text) {
    return PriceRows.write(directory.resolve(name), text);
  }

  PriceRows read(String name, String text) {
    return PriceRows.read(file(name, text));
  }

  PriceRows with(String format, Path file) {
    Path formatFile = PriceRows.write(directory.resolve("formats/f.yaml"), format);
    return PriceRows.read(file, Optional.of(formatFile.toString()), Frequency.DAILY);
  }

  void assertRefused(Path path, String... said) {
    String message = assertThrows(BadDataException.class, () -> PriceRows.read(path)).getMessage();
    for (String part : said) {
      assertTrue(message.contains(part), message);
    }
  }
}
