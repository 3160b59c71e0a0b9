package org.backtestrunner.worker.own;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.backtestrunner.worker.api.Factor;
import org.backtestrunner.worker.api.Strategy;
import org.backtestrunner.worker.parameter.UsageException;

/**
 * A jar with classes of the user's. Each run loads them anew, so that nothing that they keep in
 * static fields reaches the next run of the JVM.
 */
final class OwnJar implements Closeable {
  /** Names the classes to be made, one a line; without it, all classes are looked at. */
  static final String INDEX = "META-INF/backtest-strategies.txt";

  private static final String CLASS_SUFFIX = ".class";

  private final Path jar;
  private final URLClassLoader loader;

  OwnJar(Path jar) {
    this.jar = jar;
    try {
      URL[] urls = {jar.toUri().toURL()};
      loader = new URLClassLoader(urls, OwnJar.class.getClassLoader());
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** One object of each class that is a strategy or a factor. */
  List<Object> objects() {
    List<Object> objects = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry index = zip.getEntry(INDEX);
      if (index != null) {
        try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(zip.getInputStream(index), StandardCharsets.UTF_8))) {
          for (String name = lines.readLine(); name != null; name = lines.readLine()) {
            objects.add(make(Class.forName(name, false, loader)));
          }
        }
        return objects;
      }
    } catch (IOException | ReflectiveOperationException | LinkageError damaged) {
      throw new UsageException("the strategies cannot be read from " + jar + ": " + damaged);
    }
    List<String> names = new ArrayList<>(classNames());
    Collections.sort(names);
    for (String name : names) {
      Class<?> type = find(name);
      boolean wanted = Strategy.class.isAssignableFrom(type) || Factor.class.isAssignableFrom(type);
      if (wanted
          && !Modifier.isAbstract(type.getModifiers())
          && !type.isAnonymousClass()
          && !type.isLocalClass()) {
        objects.add(make(type));
      }
    }
    return objects;
  }

  /** A class that cannot be loaded, since it needs others that are not there, is none of these. */
  private Class<?> find(String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError ofNoUse) {
      return Object.class;
    }
  }

  private Object make(Class<?> type) {
    return UserCalls.get(
        this,
        "class " + type.getName() + " cannot be made",
        () -> {
          try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
          } catch (NoSuchMethodException needsArguments) {
            throw new UsageException(
                "class "
                    + type.getName()
                    + " has no constructor without arguments, by which each run makes its own");
          } catch (java.lang.reflect.InvocationTargetException thrown) {
            throw thrown.getCause();
          }
        });
  }

  Path file() {
    return jar;
  }

  /** All classes of the jar. */
  Set<String> classNames() {
    Set<String> names = new HashSet<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (var entries = zip.entries(); entries.hasMoreElements(); ) {
        String name = entries.nextElement().getName();
        if (name.endsWith(CLASS_SUFFIX) && !name.startsWith("META-INF/")) {
          names.add(name.substring(0, name.length() - CLASS_SUFFIX.length()).replace('/', '.'));
        }
      }
    } catch (IOException unreadable) {
      throw new UsageException("the strategies cannot be read from " + jar + ": " + unreadable);
    }
    return names;
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
