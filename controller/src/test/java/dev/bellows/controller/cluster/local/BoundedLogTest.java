package dev.bellows.controller.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BoundedLogTest {
  @TempDir Path folder;
  private final List<String> trouble = new ArrayList<>();

  @Test
  void keeps_the_newest_lines_in_two_files() throws IOException {
    Path file = folder.resolve("pod.log");
    try (BoundedLog log = new BoundedLog(file, trouble::add)) {
      String line = "x".repeat(1 << 19);
      for (int i = 0; i < 5; i++) {
        log.line(i + line);
      }
    }
    assertThat(Files.readString(file)).startsWith("4x");
    assertThat(Files.readString(folder.resolve("pod.log.1"))).startsWith("2x").contains("\n3x");
    assertThat(trouble).isEmpty();
  }

  @Test
  void lines_that_cannot_be_written_are_dropped_and_that_is_said_once() throws IOException {
    BoundedLog log = brokenLog();
    assertThatCode(
            () -> {
              log.line("one");
              log.line("two");
            })
        .doesNotThrowAnyException();
    assertThat(trouble).singleElement().asString().contains("Lines are missing in", "pod.log");
  }

  @Test
  void a_pod_is_found_though_its_log_cannot_be_written() throws Exception {
    CompletableFuture<InetSocketAddress> address = new CompletableFuture<>();
    PodCommand command =
        PodCommand.of(
            folder, List.of("sh", "-c", "echo started; echo Listening on: http://127.0.0.1:1234"));
    PodProcess.start(command, Map.of(), brokenLog(), address::complete);
    assertThat(address.get(60, TimeUnit.SECONDS).getPort()).isEqualTo(1234);
  }

  /// A log whose every write fails, as on a full disk.
  private BoundedLog brokenLog() throws IOException {
    BoundedLog log = new BoundedLog(folder.resolve("pod.log"), trouble::add);
    log.close();
    return log;
  }
}
