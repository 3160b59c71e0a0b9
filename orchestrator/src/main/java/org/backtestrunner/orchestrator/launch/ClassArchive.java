package org.backtestrunner.orchestrator.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * An archive of a jar's classes, from which a JVM starts faster.
 *
 * @param file the archive
 * @param mainClass the class to start; by its name alone, a JVM finds it in the archive and never
 *     opens the jar. Empty where the jar wants to be started as one.
 * @param options what the jar's manifest asks for, as the command line has it
 */
public record ClassArchive(Path file, Optional<String> mainClass, List<String> options) {
  private static final String CLASS_SUFFIX = ".class";
  private static final String NATIVE_ACCESS = "Enable-Native-Access";

  /** What a JVM heeds only where it is started with {@code -jar}. */
  private static final List<String> OF_EXECUTABLE_JARS =
      List.of("Launcher-Agent-Class", "Add-Exports", "Add-Opens");

  public ClassArchive {
    options = List.copyOf(options);
  }

  /** The archive of a jar's classes, whether it is made yet or not. */
  static ClassArchive of(Path file, Path jar) throws IOException {
    Attributes attributes;
    try (JarFile opened = new JarFile(jar.toFile())) {
      Manifest manifest = opened.getManifest();
      attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
    }
    boolean plain = OF_EXECUTABLE_JARS.stream().noneMatch(n -> attributes.getValue(n) != null);
    return new ClassArchive(
        file,
        Optional.ofNullable(attributes.getValue(Attributes.Name.MAIN_CLASS)).filter(n -> plain),
        Optional.ofNullable(attributes.getValue(NATIVE_ACCESS)).stream()
            .map(modules -> "--enable-native-access=" + modules)
            .toList());
  }

  /** The classes of a jar in the main class's package and those below, as {@code a/b/C}. */
  List<String> classesBesideMain(Path jar) throws IOException {
    if (mainClass.isEmpty()) {
      return List.of();
    }
    String main = mainClass.get().replace('.', '/');
    String packagePath = main.substring(0, main.lastIndexOf('/') + 1);
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(JarEntry::getName)
          .filter(name -> name.startsWith(packagePath) && name.endsWith(CLASS_SUFFIX))
          .map(name -> name.substring(0, name.length() - CLASS_SUFFIX.length()))
          .sorted()
          .toList();
    }
  }

  /** The words of the command line that start the jar from this archive. */
  List<String> start(Path jar) {
    List<String> use =
        List.of(
            "-Xshare:auto",
            "-XX:SharedArchiveFile=" + file,
            // A random address would have all pointers of the archive rewritten at every start.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0");
    List<String> program =
        mainClass
            .map(
                name ->
                    Stream.concat(options.stream(), Stream.of("-cp", jar.toString(), name))
                        .toList())
            .orElse(List.of("-jar", jar.toString()));
    return List.of(use, program).stream().flatMap(List::stream).toList();
  }
}
