package org.backtestrunner.orchestrator.launch.compile;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.backtestrunner.orchestrator.config.document.Problems;
import org.backtestrunner.orchestrator.config.source.StrategySources;

/** Compiles the Java sources of a config. To be loaded only where there is a compiler. */
final class JavaSources {
  private static final List<String> OPTIONS =
      List.of(
          "-g",
          "-proc:none",
          "-nowarn",
          "-implicit:none",
          // As the worker itself: to join texts at run time costs the first run a tenth of a
          // second.
          "-XDstringConcat=inline");

  private JavaSources() {}

  /**
   * Compiles.
   *
   * @param classes takes the classes
   * @param problems takes the errors, at the lines of the sources
   * @return whether there were none
   */
  static boolean compile(StrategySources sources, Path workerJar, Path classes, Problems problems) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<Path> classPath = new ArrayList<>(List.of(workerJar));
      classPath.addAll(sources.jars().values());
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
      files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      Map<Path, String> names = new HashMap<>();
      sources.javaFiles().forEach((name, file) -> names.put(file, name));
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  said,
                  OPTIONS,
                  null,
                  files.getJavaFileObjectsFromPaths(sources.javaFiles().values()));
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      task.analyze();
      if (report(said, names, problems)) {
        return false;
      }
      boolean good = true;
      for (CompilationUnitTree unit : units) {
        String name = names.getOrDefault(Path.of(unit.getSourceFile().toUri()), "");
        good &= new ForbiddenUses(task, unit).report(problems.in(name));
      }
      if (good) {
        task.generate();
      }
      return good && !report(said, names, problems);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Whether there were errors. */
  private static boolean report(
      DiagnosticCollector<JavaFileObject> said, Map<Path, String> names, Problems problems) {
    boolean any = false;
    for (Diagnostic<? extends JavaFileObject> each : said.getDiagnostics()) {
      if (each.getKind() == Diagnostic.Kind.ERROR) {
        any = true;
        String name =
            each.getSource() == null
                ? "strategy_sources"
                : names.getOrDefault(Path.of(each.getSource().toUri()), each.getSource().getName());
        int line = (int) Math.max(0, each.getLineNumber());
        problems.in(name).add(line, "", oneLine(each.getMessage(Locale.ROOT)));
      }
    }
    return any;
  }

  /** The compiler tells over several lines what a symbol is and where it was sought. */
  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\n\\s*", "; ").replaceAll(" +", " ");
  }
}
