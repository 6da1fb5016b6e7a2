package dev.bellows.controller.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LogFolderTest {
  private static final String DEAD = Long.toString(Integer.MAX_VALUE);

  @TempDir Path home;

  @Test
  void what_a_dead_controller_left_is_removed() throws IOException {
    Path left = Files.createDirectories(home.resolve(".bellows/pods").resolve(DEAD));
    Files.writeString(left.resolve("pod.log"), "line");
    LogFolder.below(home);
    assertThat(left).doesNotExist();
  }
}
