package dev.bellows.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ServiceProcessIT {
  private static final Home CHECKOUT = new Home(Path.of("..").toAbsolutePath().normalize());
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path logs;

  /// The JVM says so when it refuses a cache, and goes on without it, at half the speed.
  @Test
  void the_jvm_takes_the_aot_cache_that_the_build_made() throws Exception {
    ServiceCommand command = loadTester();
    boolean jar = CHECKOUT.nativeExecutable("load-tester").isEmpty();
    assertThat(command.words().contains("-XX:AOTCache=app.aot")).isEqualTo(jar);

    assertThat(logOfALife(command, false)).doesNotContain("[aot]");
  }

  /// Whoever is told that a service ended, and where its log is, looks when it runs again already.
  @Test
  void what_was_printed_before_an_end_is_kept_until_the_lab_ends() throws Exception {
    ServiceCommand command = loadTester();
    String first = logOfALife(command, false);
    assertThat(first).isNotBlank();

    assertThat(logOfALife(command, true)).startsWith(first).hasSizeGreaterThan(first.length());
    assertThat(logOfALife(command, false)).doesNotContain(first);
  }

  private static ServiceCommand loadTester() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return ServiceCommand.of(
          CHECKOUT, "load-tester", "load-tester", free.getLocalPort(), Map.of());
    }
  }

  /// Starts it, waits until it is there, ends it.
  private String logOfALife(ServiceCommand command, boolean again) throws Exception {
    ServiceProcess service = ServiceProcess.start(command, logs, again);
    try {
      service.awaitReady(
          URI.create("http://127.0.0.1:" + command.port() + "/q/health/live"), PATIENCE);
    } finally {
      service.end();
      service.awaitEnd(PATIENCE);
    }
    return Files.readString(logs.resolve("load-tester.log"));
  }
}
