package dev.bellows.cli.deploy;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The folder with the manifests that are applied.
///
/// @param name null for the default
record Overlay(Path manifests, @Nullable String name) {

  /// Below the folder that the launcher names in `BELLOWS_HOME`, or the system property
  /// `bellows.home`.
  static Overlay named(@Nullable String name) {
    String home =
        System.getProperty("bellows.home", System.getenv().getOrDefault("BELLOWS_HOME", ""));
    return new Overlay(Path.of(home).toAbsolutePath().resolve("k8s"), name);
  }

  /// @throws CommandFailure when there is none of that name
  Path folder() {
    Path folder = name == null ? manifests : manifests.resolve("overlays").resolve(name);
    boolean plainName = name == null || name.matches("[a-z0-9-]+");
    if (plainName && Files.isRegularFile(folder.resolve("kustomization.yaml"))) {
      return folder;
    }
    throw new CommandFailure(
        ExitCode.BAD_USAGE,
        name == null
            ? "There are no manifests in " + manifests + "."
            : "--overlay must be one of %s, but was '%s'."
                .formatted(String.join(", ", known()), name));
  }

  private List<String> known() {
    try (var folders = Files.list(manifests.resolve("overlays"))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    } catch (IOException unreadable) {
      return List.of("(none found)");
    }
  }
}
