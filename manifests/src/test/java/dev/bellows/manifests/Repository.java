package dev.bellows.manifests;

import java.nio.file.Files;
import java.nio.file.Path;

/// The checkout that the tests run in.
final class Repository {

  private Repository() {}

  static Path file(String path) {
    return root().resolve(path);
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("k8s/kustomization.yaml"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("k8s/kustomization.yaml is in no folder above this one");
      }
    }
    return folder;
  }
}
