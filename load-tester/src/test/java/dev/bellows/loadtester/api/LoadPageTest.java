package dev.bellows.loadtester.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every parameter of `/load` is explained to its readers.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class LoadPageTest {
  private static final Path PAGES = Path.of("..", "docs");

  @ParameterizedTest
  @MethodSource("parameters")
  void a_parameter_has_its_line(String name) throws IOException {
    String page = FleetTerms.PARAMETERS.contains(name) ? "fleet.md" : "load.md";

    assertThat(Files.readString(PAGES.resolve(page))).containsPattern("`" + name + "[=`]");
  }

  static Set<String> parameters() {
    return RunRequestReader.KNOWN;
  }
}
