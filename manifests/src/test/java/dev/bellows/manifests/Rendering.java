package dev.bellows.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// What `kubectl kustomize` makes of a folder, in the order in which `kubectl apply -k` sends it.
///
/// @param overlay the folder's name; `k8s` is the whole of it
record Rendering(String overlay, String yaml, List<Manifest> manifests) {

  private static final Map<String, Rendering> RENDERED = new ConcurrentHashMap<>();

  static Rendering of(String overlay) {
    return RENDERED.computeIfAbsent(overlay, Rendering::render);
  }

  /// Every overlay there is, and the default as people apply it.
  static List<Rendering> all() {
    List<String> names = new ArrayList<>(List.of("k8s"));
    try (Stream<Path> overlays = Files.list(Repository.file("k8s/overlays"))) {
      overlays.map(folder -> folder.getFileName().toString()).sorted().forEach(names::add);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return names.stream().map(Rendering::of).toList();
  }

  private static Rendering render(String overlay) {
    Path folder = Repository.file(overlay.equals("k8s") ? "k8s" : "k8s/overlays/" + overlay);
    Command command =
        Command.run(
            "install kubectl 1.27 or newer", List.of("kubectl", "kustomize", folder.toString()));
    if (command.exit() != 0) {
      throw new IllegalStateException(
          "kubectl kustomize %s failed: %s".formatted(folder, command.output()));
    }
    return new Rendering(overlay, command.output(), Manifest.parse(command.output()));
  }

  List<Manifest> ofKind(String... kinds) {
    List<String> wanted = List.of(kinds);
    return manifests.stream().filter(manifest -> wanted.contains(manifest.kind())).toList();
  }

  Manifest one(String kind, String name) {
    return ofKind(kind).stream()
        .filter(manifest -> manifest.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("%s has no %s %s".formatted(overlay, kind, name)));
  }

  @Override
  public String toString() {
    return overlay;
  }
}
