package dev.bellows.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A native executable holds only those files of the class path that it was told to take along; the
/// jar has them all, so nothing else would notice one that is missing.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class NativeResourcesTest {

  @ParameterizedTest
  @ValueSource(strings = {"demo-app", "load-tester", "controller"})
  void a_native_executable_takes_every_resource_along(String module) throws IOException {
    List<PathMatcher> taken = taken(module);
    Path resources = Repository.file(module + "/src/main/resources");
    try (Stream<Path> files = Files.walk(resources)) {
      assertThat(files.filter(Files::isRegularFile).map(resources::relativize))
          .filteredOn(file -> !isForTheFramework(file))
          .allMatch(file -> taken.stream().anyMatch(pattern -> pattern.matches(file)));
    }
  }

  private static boolean isForTheFramework(Path file) {
    return file.startsWith("META-INF") || file.toString().equals("application.properties");
  }

  private static List<PathMatcher> taken(String module) throws IOException {
    Properties properties = new Properties();
    Path file = Repository.file(module + "/src/main/resources/application.properties");
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return Arrays.stream(properties.getProperty("quarkus.native.resources.includes", "").split(","))
        .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob.strip()))
        .toList();
  }
}
