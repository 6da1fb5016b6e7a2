package dev.bellows.controller.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PodCommandTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path home;

  @BeforeEach
  void a_jar_of_noon() throws IOException {
    built("quarkus-app/quarkus-run.jar", NOON);
  }

  @Test
  void the_executable_is_taken_where_it_is_the_newer_one() throws IOException {
    Path runner = built("demo-app-1-runner", NOON.plusSeconds(60));
    assertThat(runner.toFile().setExecutable(true)).isTrue();
    assertThat(PodCommand.find(home).words()).endsWith(runner.toString());
  }

  @Test
  void an_executable_older_than_the_jar_is_left_alone() throws IOException {
    Path runner = built("demo-app-1-runner", NOON.minusSeconds(60));
    assertThat(runner.toFile().setExecutable(true)).isTrue();
    assertThat(PodCommand.find(home).words()).endsWith("-jar", "quarkus-run.jar");
  }

  @Test
  void a_runner_that_cannot_be_executed_is_left_alone() throws IOException {
    built("demo-app-1-runner", NOON.plusSeconds(60));
    assertThat(PodCommand.find(home).words()).endsWith("-jar", "quarkus-run.jar");
  }

  private Path built(String name, Instant time) throws IOException {
    Path file = home.resolve("demo-app").resolve("target").resolve(name);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    return Files.setLastModifiedTime(file, FileTime.from(time));
  }
}
