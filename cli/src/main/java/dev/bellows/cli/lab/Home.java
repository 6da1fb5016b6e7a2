package dev.bellows.cli.lab;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where Bellows is installed: the folder with the built services, and `.bellows` for what a lab
/// leaves while it runs.
record Home(Path root) {
  private static final Path JAR = Path.of("quarkus-app", "quarkus-run.jar");

  /// The folder that the launcher names in `BELLOWS_HOME`.
  static Home ofEnvironment() {
    String home = System.getenv("BELLOWS_HOME");
    return new Home(Path.of(home == null ? "" : home).toAbsolutePath().normalize());
  }

  /// Labs on other ports have other logs.
  Path logs(Ports ports) {
    return root.resolve(".bellows").resolve("logs").resolve(Integer.toString(ports.dashboard()));
  }

  Path labFile(Ports ports) {
    return root.resolve(".bellows").resolve("lab-" + ports.dashboard());
  }

  /// The native executable of a service, where one was built and no jar after it.
  Optional<Path> nativeExecutable(String module) {
    Path target = root.resolve(module).resolve("target");
    try (var built = Files.newDirectoryStream(target, "*-runner")) {
      for (Path executable : built) {
        if (Files.isExecutable(executable) && isNewer(executable, target.resolve(JAR))) {
          return Optional.of(executable);
        }
      }
      return Optional.empty();
    } catch (IOException notBuilt) {
      return Optional.empty();
    }
  }

  /// The folder of a service's packaged application.
  ///
  /// @throws CommandFailure when the service was not built
  Path application(String module) {
    Path jar = root.resolve(module).resolve("target").resolve(JAR);
    Path application = jar.getParent();
    if (!Files.isReadable(jar)) {
      throw new CommandFailure(
          ExitCode.NOT_REACHABLE,
          "The " + module + " is not built: no " + application + "; run `./mvnw package` first.");
    }
    return application;
  }

  private static boolean isNewer(Path file, Path than) throws IOException {
    return !Files.exists(than)
        || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) > 0;
  }
}
