package dev.bellows.controller.cluster.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The command line that starts a pod's process: the native executable or the jar, whichever was
/// built last; the jar with the JVM flags and the AOT cache that its build left beside it. Pods are
/// [LastInLine] for the processors.
record PodCommand(Path directory, List<String> words) {
  /// Finds the target below the checkout, or says in one sentence that it is not built.
  static PodCommand find(Path home) {
    Path target = home.resolve("demo-app").resolve("target");
    Path app = target.resolve("quarkus-app");
    Path jar = app.resolve("quarkus-run.jar");
    Optional<Path> executable = nativeExecutable(target);
    if (executable.isPresent() && !isOlder(executable.get(), jar)) {
      return new PodCommand(target, lastInLine(List.of(executable.get().toString())));
    }
    if (!Files.isRegularFile(jar)) {
      throw new TargetNotBuiltException(
          "The target is not built: there is neither %s nor a native executable %s; run ./mvnw package first."
              .formatted(jar, target.resolve("*-runner")));
    }
    List<String> words = new ArrayList<>(List.of(java()));
    if (Files.isRegularFile(app.resolve("jvm.flags"))) {
      words.add("@jvm.flags");
    }
    if (Files.isRegularFile(app.resolve("app.aot"))) {
      words.add("-XX:AOTCache=app.aot");
    }
    words.addAll(List.of("-jar", "quarkus-run.jar"));
    return new PodCommand(app, lastInLine(words));
  }

  /// A command that the configuration gives.
  static PodCommand of(Path home, List<String> words) {
    return new PodCommand(home, lastInLine(words));
  }

  /// Identifies the program by the time and the size of its file.
  String version() {
    return words.stream()
        .map(directory::resolve)
        .filter(Files::isRegularFile)
        .reduce((first, last) -> last)
        .map(file ->
            "%s-%d"
                .formatted(file.getFileName(), builtAt(file).toMillis() ^ file.toFile().length()))
        .orElse("unknown");
  }

  private static List<String> lastInLine(List<String> words) {
    return LastInLine.best().of(words);
  }

  private static Optional<Path> nativeExecutable(Path target) {
    if (!Files.isDirectory(target)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-runner"))
          .filter(Files::isExecutable)
          .filter(Files::isRegularFile)
          .max(Comparator.comparing(PodCommand::builtAt));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// An executable that a newer build left behind would quietly run yesterday's program.
  private static boolean isOlder(Path executable, Path jar) {
    return Files.isRegularFile(jar) && builtAt(executable).compareTo(builtAt(jar)) < 0;
  }

  private static FileTime builtAt(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }

  /// The JVM that runs this controller; a native controller takes the one of JAVA_HOME or PATH.
  private static String java() {
    for (String home : new String[] {System.getProperty("java.home"), System.getenv("JAVA_HOME")}) {
      if (home != null && Files.isExecutable(Path.of(home, "bin", "java"))) {
        return Path.of(home, "bin", "java").toString();
      }
    }
    return "java";
  }
}
