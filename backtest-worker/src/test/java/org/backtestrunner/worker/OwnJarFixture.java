package org.backtestrunner.worker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Jars of strategies and factors, made of Java sources as a user would write them. */
final class OwnJarFixture {
  private static final Path SOURCES = Path.of("src/test/strategies");
  static final Path EXAMPLES = Path.of("../configs/strategies");

  private OwnJarFixture() {}

  /** A source among those of the tests. */
  static Path source(String name) {
    return SOURCES.resolve(name + ".java");
  }

  /** Compiles sources into a new jar of the directory. */
  static Path jar(Path directory, Path... sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path classes = Files.createTempDirectory(directory, "classes");
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      boolean good =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(List.of(sources)))
              .call();
      assertTrue(good, said::toString);
    }
    Path jar = directory.resolve("strategies.jar");
    try (Stream<Path> all = Files.walk(classes);
        ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return jar;
  }
}
