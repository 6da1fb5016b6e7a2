package dev.bellows.controller.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LastInLineTest {

  /// The 19th field of a process's stat is its nice value, the 41st its class; idle is class 5.
  @Test
  @EnabledOnOs(OS.LINUX)
  void a_program_yields_and_keeps_the_pid_that_was_started() throws IOException {
    Process sleeper = new ProcessBuilder(LastInLine.best().of(List.of("cat"))).start();
    try {
      Path stat = Path.of("/proc", "" + sleeper.pid(), "stat");
      await().until(() -> Files.readString(stat).contains("(cat)"));
      String[] fields = Files.readString(stat).split(" ");
      assertThat(fields[40].equals("5") || fields[18].equals("19")).isTrue();
    } finally {
      sleeper.destroyForcibly();
    }
  }

  @Test
  void what_is_not_possible_starts_the_program_as_it_is() {
    assertThat(LastInLine.NOT_POSSIBLE.of(List.of("cat", "-"))).containsExactly("cat", "-");
  }
}
