package dev.bellows.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `-Dgolden.update=true` writes the golden files anew; the diff is then read by a person.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class GoldenRenderingTest {

  private static final Path GOLDEN = Repository.file("manifests/src/test/resources/golden");

  static List<Rendering> renderings() {
    return Rendering.all();
  }

  /// Objects are compared, not text: kustomize lays out text differently from version to version.
  @ParameterizedTest
  @MethodSource("renderings")
  void renders_as_recorded(Rendering rendering) throws IOException {
    Path golden = GOLDEN.resolve(rendering.overlay() + ".yaml");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, rendering.yaml());
    }
    assertThat(golden).as("run once with -Dgolden.update=true to record a new overlay").exists();
    assertThat(rendering.manifests()).isEqualTo(Manifest.parse(Files.readString(golden)));
  }

  @Test
  void the_whole_bench_is_the_default_overlay() {
    assertThat(Rendering.of("k8s").manifests()).isEqualTo(Rendering.of("default").manifests());
  }

  @Test
  void every_recording_has_an_overlay() throws IOException {
    try (var recorded = Files.list(GOLDEN)) {
      assertThat(recorded.map(file -> file.getFileName().toString().replace(".yaml", "")))
          .containsExactlyInAnyOrderElementsOf(
              renderings().stream().map(Rendering::overlay).toList());
    }
  }
}
