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

  /// The folder that the launcher names in `BELLOWS_HOME`.
  static Home ofEnvironment() {
    String home = System.getenv("BELLOWS_HOME");
    return new Home(Path.of(home == null ? "" : home).toAbsolutePath().normalize());
  }

  Path logs() {
    return root.resolve(".bellows").resolve("logs");
  }

  Path labFile(Ports ports) {
    return root.resolve(".bellows").resolve("lab-" + ports.dashboard());
  }

  /// The native executable of a service, where one was built.
  Optional<Path> nativeExecutable(String module) {
    try (var built = Files.newDirectoryStream(root.resolve(module).resolve("target"), "*-runner")) {
      for (Path executable : built) {
        return Optional.of(executable);
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
    Path application = root.resolve(module).resolve("target").resolve("quarkus-app");
    if (!Files.isReadable(application.resolve("quarkus-run.jar"))) {
      throw new CommandFailure(
          ExitCode.NOT_REACHABLE,
          "The " + module + " is not built: no " + application + "; run `./mvnw package` first.");
    }
    return application;
  }
}
