package dev.bellows.controller.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The JSON schema of trial files.
public final class TrialSchema {
  private TrialSchema() {}

  public static String text() {
    try (InputStream stream = TrialSchema.class.getResourceAsStream("/trial/trial.schema.json")) {
      return new String(
          Objects.requireNonNull(stream, "the schema is missing").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the schema cannot be read", e);
    }
  }
}
