package dev.bellows.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

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
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    ServiceCommand command =
        ServiceCommand.of(CHECKOUT, "load-tester", "load-tester", port, Map.of());
    boolean jar = CHECKOUT.nativeExecutable("load-tester").isEmpty();
    assertThat(command.words().contains("-XX:AOTCache=app.aot")).isEqualTo(jar);

    ServiceProcess service = ServiceProcess.start(command, logs);
    try {
      service.awaitReady(URI.create("http://127.0.0.1:" + port + "/q/health/live"), PATIENCE);
    } finally {
      service.end();
      service.awaitEnd(PATIENCE);
    }

    assertThat(Files.readString(logs.resolve("load-tester.log"))).doesNotContain("[aot]");
  }
}
