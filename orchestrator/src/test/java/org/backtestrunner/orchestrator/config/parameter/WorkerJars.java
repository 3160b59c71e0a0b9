package org.backtestrunner.orchestrator.config.parameter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Worker jars that hold nothing but a parameter list. */
public final class WorkerJars {
  private WorkerJars() {}

  /** A jar that declares what the worker does that is built together with this program. */
  public static Path withAllParameters(Path directory) throws IOException {
    return with(directory, document());
  }

  /** What the worker that is built together with this program declares. */
  public static String document() throws IOException {
    try (InputStream in =
        WorkerJars.class.getClassLoader().getResourceAsStream(WorkerParameters.RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A jar that declares what the text says. */
  public static Path with(Path directory, String json) throws IOException {
    Path jar = directory.resolve("worker.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(WorkerParameters.RESOURCE));
      out.write(json.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }
}
