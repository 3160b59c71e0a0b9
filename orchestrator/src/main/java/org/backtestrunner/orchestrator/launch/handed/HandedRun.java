package org.backtestrunner.orchestrator.launch.handed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.orchestrator.launch.execute.RunTask;

/**
 * A run that is handed over.
 *
 * @param name of its files
 * @param logStart where its part of the log begins, in bytes
 */
public record HandedRun(String name, RunTask task, long logStart) {

  public static HandedRun of(int chunk, int task, int run, RunTask what) {
    long length = what.log().toFile().length();
    return new HandedRun(HandedDirectory.name(chunk, task, run), what, length);
  }

  void write(HandedDirectory files) throws IOException {
    ValueFile text =
        new ValueFile()
            .put("directory", task.directory())
            .put("log", task.log())
            .put("log_start", logStart)
            .putAll("command", task.command());
    task.environment().forEach((name, value) -> text.put("env", name + "=" + value));
    text.put("tells_stacks", task.tellsStacks());
    task.service()
        .ifPresent(
            service ->
                text.putAll("service_kind", service.kind())
                    .putAll("service_command", service.command())
                    .put("service_arguments", service.arguments()));
    task.workplace()
        .ifPresent(
            place -> text.put("workplace", place.directory()).put("arguments", place.arguments()));
    task.timeLimit().ifPresent(limit -> text.put("time_limit_ms", limit.toMillis()));
    text.put("grace_ms", task.grace().toMillis());
    Path file = files.runs().resolve(name);
    Files.deleteIfExists(file);
    text.write(file);
  }

  /**
   * @throws IOException where there is none that can be read
   */
  public static HandedRun read(HandedDirectory files, String name) throws IOException {
    ValueFile text = ValueFile.read(files.runs().resolve(name));
    Map<String, String> environment = new LinkedHashMap<>();
    for (String variable : text.all("env")) {
      int equals = variable.indexOf('=');
      environment.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    Optional<RunTask.Service> service =
        text.find("service_arguments")
            .map(
                arguments ->
                    new RunTask.Service(
                        text.all("service_kind"), text.all("service_command"), Path.of(arguments)));
    Optional<RunTask.Workplace> workplace =
        text.find("workplace")
            .map(
                place ->
                    new RunTask.Workplace(
                        Path.of(place), Path.of(text.find("arguments").orElse(place))));
    try {
      RunTask task =
          new RunTask(
              Path.of(text.get("directory")),
              Path.of(text.get("log")),
              text.all("command"),
              environment,
              Boolean.parseBoolean(text.get("tells_stacks")),
              service,
              workplace,
              text.find("time_limit_ms").map(Long::valueOf).map(Duration::ofMillis),
              Duration.ofMillis(Long.parseLong(text.get("grace_ms"))));
      return new HandedRun(name, task, Long.parseLong(text.get("log_start")));
    } catch (IllegalArgumentException broken) {
      throw new IOException("cannot be read: " + broken.getMessage(), broken);
    }
  }

  /**
   * The same as an execution of its own, which leaves no trace in any other's workplace.
   *
   * @param execution a name for it, of letters, digits, {@code .} and {@code -}
   */
  RunTask as(String execution) {
    if (task.workplace().isEmpty()) {
      return task;
    }
    RunTask.Workplace shared = task.workplace().get();
    String token = shared.directory().getFileName().toString();
    Path directory = shared.directory().resolveSibling(token + "_" + execution);
    Path arguments = arguments(shared, execution);
    Substitution own =
        new Substitution(
            token,
            directory.getFileName().toString(),
            shared.arguments().toString(),
            arguments.toString());
    Map<String, String> environment = new LinkedHashMap<>();
    task.environment().forEach((name, value) -> environment.put(name, own.in(value)));
    return new RunTask(
        task.directory(),
        task.log(),
        own.in(task.command()),
        environment,
        task.tellsStacks(),
        task.service()
            .map(all -> new RunTask.Service(all.kind(), own.in(all.command()), arguments)),
        Optional.of(new RunTask.Workplace(directory, arguments)),
        task.timeLimit(),
        task.grace());
  }

  /** Where an execution has its own arguments: beside those of the run. */
  static Path arguments(RunTask.Workplace shared, String execution) {
    return shared.arguments().resolveSibling(shared.arguments().getFileName() + "_" + execution);
  }

  private record Substitution(String token, String newToken, String file, String newFile) {
    String in(String text) {
      return text.replace(token, newToken).replace(file, newFile);
    }

    List<String> in(List<String> words) {
      return words.stream().map(this::in).toList();
    }
  }

  /** Makes the workplace of an execution, with its arguments. */
  void prepare(RunTask execution) throws IOException {
    if (task.workplace().isPresent() && execution.workplace().isPresent()) {
      Path shared = task.workplace().get().directory();
      Path own = execution.workplace().get().directory();
      Files.createDirectories(own);
      String arguments = Files.readString(task.workplace().get().arguments());
      Files.writeString(
          execution.workplace().get().arguments(),
          arguments.replace(shared.getFileName().toString(), own.getFileName().toString()));
    }
  }
}
