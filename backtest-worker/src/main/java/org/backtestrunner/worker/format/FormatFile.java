package org.backtestrunner.worker.format;

import java.nio.file.Path;
import org.backtestrunner.worker.parameter.Parameter;
import org.backtestrunner.worker.table.TextFile;

/** Finds what a format parameter names. */
final class FormatFile {
  private FormatFile() {}

  /**
   * Reads a preset, or the file at a path.
   *
   * @throws org.backtestrunner.worker.table.cell.BadDataException with all problems of the file
   */
  static Format read(String presetOrPath, InputKind kind) {
    if (Presets.NAMES.contains(presetOrPath)) {
      return new FormatReader("preset " + presetOrPath, kind).read(Presets.text(presetOrPath));
    }
    Path file = Parameter.path("--" + kind.formatParameter().replace('_', '-'), presetOrPath);
    if (!java.nio.file.Files.exists(file)) {
      throw new org.backtestrunner.worker.table.cell.BadDataException(
          file,
          "there is no such format file, and no preset of this name; presets are "
              + String.join(", ", Presets.NAMES));
    }
    return new FormatReader(file.toString(), kind).read(TextFile.read(file));
  }
}
