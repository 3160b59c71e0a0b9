package org.backtestrunner.orchestrator.sample;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Puts a sample on disk. Each file appears whole or not at all, and replaces one of its name. */
public final class SampleFiles {
  private SampleFiles() {}

  /**
   * Writes the price file and, if wanted, the file of the factor {@code ml_alpha}; a file whose
   * name ends with {@code .gz} is compressed. Missing directories are made.
   *
   * @return the number of price rows
   * @throws IOException if a file cannot be written
   */
  public static long write(SampleRequest request, Path prices, Optional<Path> factor)
      throws IOException {
    Path partialPrices = partial(prices);
    Optional<Path> partialFactor = factor.map(SampleFiles::partial);
    try {
      long rows;
      try (Writer priceWriter = open(partialPrices, isCompressed(prices));
          Writer factorWriter =
              factor.isPresent()
                  ? open(partialFactor.orElseThrow(), isCompressed(factor.get()))
                  : Writer.nullWriter()) {
        rows = new SampleMarket(request).write(priceWriter, factorWriter);
      }
      Files.move(partialPrices, prices, StandardCopyOption.ATOMIC_MOVE);
      if (factor.isPresent()) {
        Files.move(partialFactor.orElseThrow(), factor.get(), StandardCopyOption.ATOMIC_MOVE);
      }
      return rows;
    } finally {
      Files.deleteIfExists(partialPrices);
      if (partialFactor.isPresent()) {
        Files.deleteIfExists(partialFactor.get());
      }
    }
  }

  private static boolean isCompressed(Path path) {
    return path.toString().endsWith(".gz");
  }

  private static Path partial(Path path) {
    return path.resolveSibling(path.getFileName() + ".partial");
  }

  private static Writer open(Path path, boolean compressed) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    OutputStream file = new BufferedOutputStream(Files.newOutputStream(path));
    OutputStream content = compressed ? new ReproducibleGzipOutputStream(file) : file;
    return new OutputStreamWriter(content, StandardCharsets.UTF_8);
  }
}
