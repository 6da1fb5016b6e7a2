package dev.bellows.controller.cluster.local.manifest;

import java.nio.file.Path;

/// A manifest that cannot be used; the message is one sentence with the file, the line and the
/// flaw.
public final class ManifestException extends RuntimeException {
  ManifestException(Path file, int line, String flaw) {
    super("%s, line %d: %s".formatted(file, line, flaw));
  }

  ManifestException(Path file, String flaw) {
    super("%s: %s".formatted(file, flaw));
  }
}
