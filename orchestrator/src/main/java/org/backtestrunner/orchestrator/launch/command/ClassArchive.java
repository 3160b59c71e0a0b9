package org.backtestrunner.orchestrator.launch.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * An archive of a jar's classes, from which a JVM starts faster.
 *
 * @param file the archive
 * @param mainClass the class to start; by its name alone, a JVM finds it in the archive and never
 *     opens the jar. Empty where the jar wants to be started as one.
 * @param nativeAccess what the jar's manifest says of native code, as the command line has it
 */
public record ClassArchive(Path file, Optional<String> mainClass, Optional<String> nativeAccess) {
  private static final List<String> FIXED_OPTIONS =
      List.of(
          "-Xshare:auto",
          // A random address would have all pointers of the archive rewritten at every start.
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:ArchiveRelocationMode=0");

  private static final String FILE_OPTION = "-XX:SharedArchiveFile=";
  private static final String CLASS_SUFFIX = ".class";
  private static final String NATIVE_ACCESS = "Enable-Native-Access";

  /** The first Java that heeds it. */
  private static final int JAVA_WITH_NATIVE_ACCESS = 22;

  /** What a JVM heeds only where it is started with {@code -jar}. */
  private static final List<String> OF_EXECUTABLE_JARS =
      List.of("Launcher-Agent-Class", "Add-Exports", "Add-Opens");

  /** The archive of a jar's classes, whether it is made yet or not. */
  public static ClassArchive of(Path file, Path jar) throws IOException {
    Attributes attributes;
    try (JarFile opened = new JarFile(jar.toFile())) {
      Manifest manifest = opened.getManifest();
      attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
    }
    boolean plain = OF_EXECUTABLE_JARS.stream().noneMatch(n -> attributes.getValue(n) != null);
    return new ClassArchive(
        file,
        Optional.ofNullable(attributes.getValue(Attributes.Name.MAIN_CLASS)).filter(n -> plain),
        Optional.ofNullable(attributes.getValue(NATIVE_ACCESS))
            .filter(modules -> Runtime.version().feature() >= JAVA_WITH_NATIVE_ACCESS)
            .map(modules -> "--enable-native-access=" + modules));
  }

  /** Whether a word of a command is there for an archive alone. */
  static boolean isOptionOfArchives(String word) {
    return FIXED_OPTIONS.contains(word) || word.startsWith(FILE_OPTION);
  }

  /** The classes of a jar in the main class's package and those below, as {@code a/b/C}. */
  public List<String> classesBesideMain(Path jar) throws IOException {
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

  /**
   * The words of the command line that start the jar from this archive.
   *
   * @param prepared whether the worker finds all inputs prepared, for which it needs no native
   *     code: to allow that costs a JVM a fifth of its start
   */
  List<String> start(Path jar, boolean prepared) {
    List<String> words = new ArrayList<>(FIXED_OPTIONS);
    words.add(FILE_OPTION + file);
    if (mainClass.isEmpty()) {
      words.addAll(List.of("-jar", jar.toString()));
      return words;
    }
    nativeAccess.filter(option -> !prepared).ifPresent(words::add);
    words.addAll(List.of("-cp", jar.toString(), mainClass.get()));
    return words;
  }
}
