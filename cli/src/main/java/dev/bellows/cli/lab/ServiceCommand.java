package dev.bellows.cli.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How to start one service: its native executable where there is one, else its jar on this JVM.
///
/// @param name of its log, and in what is said of it
/// @param directory in which it is to run: an AOT cache holds only for the class path with which it
///   was made, and that is `quarkus-run.jar`, without a folder
record ServiceCommand(
    String name, int port, Path directory, List<String> words, Map<String, String> environment) {

  static ServiceCommand of(
      Home home, String module, String name, int port, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("BELLOWS_HOME", home.root().toString());
    environment.put("BELLOWS_EXIT_WITH_PARENT", "true");
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    Optional<Path> executable = home.nativeExecutable(module);
    if (executable.isPresent()) {
      List<String> words = List.of(executable.get().toString());
      return new ServiceCommand(name, port, home.root(), words, environment);
    }
    Path application = home.application(module);
    return new ServiceCommand(name, port, application, jvm(application), environment);
  }

  private static List<String> jvm(Path application) {
    List<String> words = new ArrayList<>();
    words.add(java(System.getProperty("java.home"), System.getenv("JAVA_HOME")));
    words.add("@jvm.flags");
    if (Files.isReadable(application.resolve("app.aot"))) {
      words.add("-XX:AOTCache=app.aot");
    }
    words.add("-jar");
    words.add("quarkus-run.jar");
    return words;
  }

  /// The JVM that runs this; a native executable has none and takes that of JAVA_HOME or the PATH.
  static String java(@Nullable String own, @Nullable String wanted) {
    for (String home : new @Nullable String[] {own, wanted}) {
      if (home != null && Files.isExecutable(Path.of(home, "bin", "java"))) {
        return Path.of(home, "bin", "java").toString();
      }
    }
    return "java";
  }
}
