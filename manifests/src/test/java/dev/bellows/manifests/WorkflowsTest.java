package dev.bellows.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// A tag of an action can be moved to other code, a commit cannot.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class WorkflowsTest {

  @Test
  void actions_are_pinned_to_a_commit_and_say_its_version() throws IOException {
    List<String> uses;
    try (Stream<Path> files = Files.list(Repository.file(".github/workflows"))) {
      uses =
          files
              .flatMap(WorkflowsTest::lines)
              .map(line -> line.strip().replaceFirst("^- ", ""))
              .filter(line -> line.startsWith("uses:"))
              .toList();
    }
    assertThat(uses)
        .hasSizeGreaterThan(5)
        .allMatch(line -> line.matches("uses: [\\w.-]+/[\\w.-]+@[0-9a-f]{40} # v[0-9.]+"));
  }

  @Test
  void a_workflow_may_read_only_unless_a_job_says_more() throws IOException {
    try (Stream<Path> files = Files.list(Repository.file(".github/workflows"))) {
      assertThat(files)
          .allSatisfy(file ->
              assertThat(Files.readString(file)).contains("\npermissions:\n  contents: read\n"));
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
